import { Launchpad } from '#testing';
import { Storm } from './killed/storm.js';

const launchpad = new Launchpad();
afterAll(() => launchpad.clear());

it('whatever is done with referrals when the product is killed has happened whole or not at all, and once when it is asked for again', async () => {
  const { kills, faults } = await Storm.blow(launchpad, { ofEachAct: 3, kills: 2 });
  expect(faults).toEqual([]);
  // Killed before or after all of it, it would prove nothing.
  expect(kills.map(({ answered, not }) => answered > 0 && not > 0)).toEqual([true, true]);
});
