import { ConsultationHoursEntity } from './consultation-hours.entity.js';
import { ConsultationWeightEntity } from './consultation-weight.entity.js';
import { CooperationAgreementEntity } from './cooperation-agreement.entity.js';

export const consultationSetUpEntities = [
  CooperationAgreementEntity,
  ConsultationHoursEntity,
  ConsultationWeightEntity,
];
