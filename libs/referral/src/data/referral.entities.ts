import { ArrangementEntity } from './arrangement.entity.js';
import { AttachmentEntity } from './attachment.entity.js';
import { ClinicalPackageEntity } from './clinical-package.entity.js';
import { OutcomeEntity } from './outcome.entity.js';
import { ReferralEntity } from './referral.entity.js';
import { WrongCodeEntity } from './wrong-code.entity.js';

export const referralEntities = [
  ReferralEntity,
  ClinicalPackageEntity,
  ArrangementEntity,
  AttachmentEntity,
  OutcomeEntity,
  WrongCodeEntity,
];
