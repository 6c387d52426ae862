import { Launchpad } from '#testing';
import { ACTS } from './killed/acts.js';
import { Storm } from './killed/storm.js';

const AT_LEAST = 500;
const KILLS = 6;

/** `npm run faults:referrals`: hundreds act on referrals at once while the product is killed, and nothing is half done. */
const launchpad = new Launchpad();
try {
  const { acts, kills, faults } = await Storm.blow(launchpad, {
    ofEachAct: Math.ceil(AT_LEAST / ACTS.length),
    kills: KILLS,
  });
  console.log(`${acts} acts of ${ACTS.length} kinds, each asked for until it was answered, and once more`);
  console.table(kills);
  for (const fault of faults.slice(0, 20)) console.log(`WRONG: ${fault}`);
  console.log(faults.length === 0 ? 'Each has happened whole, and once.' : `FAILED: ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await launchpad.clear();
}
