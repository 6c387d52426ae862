import { DutyCorrectionEntity } from './duty-correction.entity.js';
import { DutyEntryEntity } from './duty-entry.entity.js';
import { DutyRequirementEntity } from './duty-requirement.entity.js';
import { DutyShiftEntity } from './duty-shift.entity.js';
import { DutySubstitutionEntity } from './duty-substitution.entity.js';
import { InstitutionShiftEntity } from './institution-shift.entity.js';

export const dutyEntities = [
  DutyEntryEntity,
  DutySubstitutionEntity,
  DutyRequirementEntity,
  DutyShiftEntity,
  InstitutionShiftEntity,
  DutyCorrectionEntity,
];
