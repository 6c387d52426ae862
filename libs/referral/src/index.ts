export { CODE_CONTEXT } from './domain/appointment-code.js';
export { referralNo } from './domain/referral-no.js';
export { referralEntities } from './data/referral.entities.js';
export { ReferralModule } from './referral.module.js';
