import { ArrangementEntity } from './arrangement.entity.js';
import { AttachmentEntity } from './attachment.entity.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import { EmergencyEntity } from './emergency.entity.js';
import { EscalationEntity } from './escalation.entity.js';
import { SlotSearchEntity } from './slot-search.entity.js';
import { OnwardReferralEntity } from './onward-referral.entity.js';
import { ContactAttemptEntity } from './contact-attempt.entity.js';
import { DownPackageEntity } from './down-package.entity.js';
import { FollowUpTaskEntity } from './follow-up-task.entity.js';
import { OutcomeEntity } from './outcome.entity.js';
import { DepartmentStatisticsEntity } from './department-statistics.entity.js';
import { greenChannelEntities } from './green-channel.entities.js';
import { ReferralEntity } from './referral.entity.js';
import { RoutingChoiceEntity } from './routing-choice.entity.js';
import { ReviewSwitchEntity } from './review-switch.entity.js';
import { WrongCodeEntity } from './wrong-code.entity.js';

export const referralEntities = [
  ReferralEntity,
  ClinicalPackageEntity,
  ArrangementEntity,
  AttachmentEntity,
  OutcomeEntity,
  WrongCodeEntity,
  DepartmentStatisticsEntity,
  RoutingChoiceEntity,
  ...greenChannelEntities,
  EmergencyEntity,
  EscalationEntity,
  SlotSearchEntity,
  OnwardReferralEntity,
  ReviewSwitchEntity,
  DownPackageEntity,
  FollowUpTaskEntity,
  ContactAttemptEntity,
];
