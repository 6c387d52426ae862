export { CODE_CONTEXT } from './domain/appointment-code.js';
export { referralNo } from './domain/referral-no.js';
export { downTransitions } from './domain/down.transitions.js';
export { onwardTransitions } from './domain/onward.transitions.js';
export { upTransitions } from './domain/up.transitions.js';
export { referralEntities } from './data/referral.entities.js';
export { ReferralModule } from './referral.module.js';
