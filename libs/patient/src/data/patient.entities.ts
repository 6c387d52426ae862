import { AccessGrantEntity } from './access-grant.entity.js';
import { BreakGlassEntity } from './break-glass.entity.js';
import { ConsentTextEntity } from './consent-text.entity.js';
import { ConsentEntity } from './consent.entity.js';
import { ContractEntity } from './contract.entity.js';
import { DuplicateScanEntity } from './duplicate-scan.entity.js';
import { DuplicateEntity } from './duplicate.entity.js';
import { IdentificationEntity } from './identification.entity.js';
import { PatientMergeEntity } from './patient-merge.entity.js';
import { PatientEntity } from './patient.entity.js';
import { TeamEntity } from './team.entity.js';
import { TeamMemberEntity } from './team-member.entity.js';
import { ProbeEntity } from './probe.entity.js';

export const patientEntities = [
  TeamEntity,
  TeamMemberEntity,
  PatientEntity,
  ConsentEntity,
  ConsentTextEntity,
  ContractEntity,
  AccessGrantEntity,
  PatientMergeEntity,
  ProbeEntity,
  BreakGlassEntity,
  DuplicateEntity,
  DuplicateScanEntity,
  IdentificationEntity,
];
