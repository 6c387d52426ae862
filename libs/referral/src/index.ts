export { referralEntities } from './data/referral.entities.js';
export { ReferralModule } from './referral.module.js';
