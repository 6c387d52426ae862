import { referralScene } from './killed/referral-scene.js';
import { stormOver } from './killed/verdict.js';

/** `npm run faults:referrals`: hundreds act on referrals at once while the product is killed, and nothing is half done. */
await stormOver(referralScene, { atLeast: 500, kills: 6 });
