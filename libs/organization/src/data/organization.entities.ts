import { AllianceEntity } from './alliance.entity.js';
import { DepartmentEntity } from './department.entity.js';
import { InstitutionEntity } from './institution.entity.js';
import { InstitutionCapabilityEntity } from './institution-capability.entity.js';
import { QualityQualificationEntity } from './quality-qualification.entity.js';
import { ServiceOfferEntity } from './service-offer.entity.js';
import { StaffEntity } from './staff.entity.js';
import { StandardItemEntity } from './standard-item.entity.js';
import { TravelTimeEntity } from './travel-time.entity.js';

export const organizationEntities = [
  AllianceEntity,
  InstitutionEntity,
  DepartmentEntity,
  StaffEntity,
  ServiceOfferEntity,
  TravelTimeEntity,
  InstitutionCapabilityEntity,
  StandardItemEntity,
  QualityQualificationEntity,
];
