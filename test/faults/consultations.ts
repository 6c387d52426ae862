import { consultationScene } from './killed/consultation-scene.js';
import { stormOver } from './killed/verdict.js';

/**
 * `npm run faults:consultations`: hundreds book consultations at once while the product is killed. No panel has its time in
 * part, no time is held in vain, and nothing else is half done.
 */
await stormOver(consultationScene, { atLeast: 300, kills: 6 });
