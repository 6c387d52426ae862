export { NoFreeBedError, SlotTakenError } from './domain/errors.js';
export { CapacityModule } from './capacity.module.js';
export { Holds } from './commands/holds.js';
export { keepsNoBedsSql, keepsNoPlacesSql, noFreeBedSql, noFreePlaceSql } from './data/capacity-sql.js';
export { capacityEntities } from './data/capacity.entities.js';
export { FreeSessions } from './queries/free-sessions.reader.js';
