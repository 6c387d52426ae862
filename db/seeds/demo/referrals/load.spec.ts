import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { allCasesOf } from './load.js';
import { recorded, referralRows } from './rows.js';

function referralsAt(now: Date): { acts: readonly { readonly at: Date }[] }[] {
  const { chance, ...world } = loadedAt(now);
  const referrals = recorded(chance, allCasesOf(chance, world));
  expect(referralRows(chance, referrals)).toHaveLength(referrals.length);
  return referrals;
}

it('tells referrals that have begun by now and know nothing of what is to come, at whatever hour the county is loaded', () => {
  const untold = LOADING_INSTANTS.flatMap((now) =>
    referralsAt(now)
      .filter(({ acts }) => acts.length === 0 || acts.some(({ at }) => at > now))
      .map(() => now.toISOString()),
  );
  expect(untold).toEqual([]);
}, 60_000);
