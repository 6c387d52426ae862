import { RotaBookingEntity } from './booking.entity.js';
import { DispatchExpertEntity } from './dispatch-expert.entity.js';
import { KeyStaffGroupEntity } from './key-staff-group.entity.js';
import { RotaDemandEntity } from './demand.entity.js';
import { RotaPlanEntity } from './plan.entity.js';
import { RotaRevisionEntity } from './plan-revision.entity.js';
import { RotaSessionEntity } from './session.entity.js';
import { SecondmentEntity, WithdrawnSecondmentEntity } from './secondment.entity.js';

export const dispatchEntities = [
  DispatchExpertEntity,
  KeyStaffGroupEntity,
  RotaDemandEntity,
  RotaPlanEntity,
  RotaRevisionEntity,
  RotaSessionEntity,
  RotaBookingEntity,
  SecondmentEntity,
  WithdrawnSecondmentEntity,
];
