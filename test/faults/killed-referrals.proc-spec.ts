import { Launchpad } from '#testing';
import { Storm } from './killed/storm.js';

const launchpad = new Launchpad();
afterAll(() => launchpad.clear());

/** Three starts of a product, some four hundred requests and second attempts of deliveries, on a busy machine too. */
const LIMIT_MS = 240_000;

it(
  'whatever is done with referrals when the product is killed has happened whole or not at all, and once when it is asked for again',
  async () => {
    const { kills, faults } = await Storm.blow(launchpad, { ofEachAct: 2, kills: 2 });
    expect(faults).toEqual([]);
    // Killed before or after all of it, it would prove nothing.
    expect(kills.map(({ answered, not }) => answered > 0 && not > 0)).toEqual([true, true]);
  },
  LIMIT_MS,
);
