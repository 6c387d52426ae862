import { ContactEntity } from './contact.entity.js';
import { CorrectionEntity } from './correction.entity.js';
import { CriticalFindingEntity } from './critical-finding.entity.js';
import { CriticalThresholdEntity } from './critical-threshold.entity.js';
import { CriticalValueEntity } from './critical-value.entity.js';
import { ReadBackEntity } from './read-back.entity.js';
import { TurnEntity } from './turn.entity.js';
import { VerificationEntity } from './verification.entity.js';

export const criticalValueEntities = [
  CriticalFindingEntity,
  CriticalThresholdEntity,
  CriticalValueEntity,
  VerificationEntity,
  ReadBackEntity,
  ContactEntity,
  TurnEntity,
  CorrectionEntity,
];
