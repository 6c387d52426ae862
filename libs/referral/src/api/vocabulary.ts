import { registerConstraints, registerMessages } from '#platform';
import { downConstraints, downMessages } from './down-messages.js';
import { referralConstraints, referralMessages } from './messages.js';
import { registerClosingNodes, registerWorkListEnums } from './work-list.enums.js';
import { registerDeadlineEnums } from './deadline.enums.js';
import { registerFollowUpEnums } from './down-referral.enums.js';
import { registerGreenChannelEnums } from './green-channel.enums.js';
import { registerReferralEnums } from './referral.enums.js';
import { registerRoutingEnums } from './routing.enums.js';

/** Makes the words of referrals known to the schema, and the sentences of their errors to whoever answers. */
export function registerVocabulary(): void {
  registerReferralEnums();
  registerRoutingEnums();
  registerGreenChannelEnums();
  registerFollowUpEnums();
  registerDeadlineEnums();
  registerWorkListEnums();
  registerClosingNodes();
  registerMessages({ ...referralMessages, ...downMessages });
  registerConstraints({ ...referralConstraints, ...downConstraints });
}
