export { DutyContext } from './data/duty-entry.entity.js';
export { onDutySql, type DutyPlaceSql } from './data/on-duty.js';
export { dutyEntities } from './data/duty.entities.js';
export { DutyFunction } from './domain/duty-function.js';
export { DutyModule } from './duty.module.js';
export { DutyRoster, type DutyPlace, type EscalationStep, type Standing } from './queries/duty-roster.js';
export { DutyTimes, type DutyTime } from './queries/duty-times.reader.js';
