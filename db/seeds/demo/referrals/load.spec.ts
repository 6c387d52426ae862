import { after, before, days, hours } from '#kernel';
import { foundCounty } from '../county/index.js';
import { patientsOf } from '../people/patients.js';
import { Chance } from '../random.js';
import { allCasesOf } from './load.js';
import { recorded, referralRows } from './rows.js';

const FIRST = new Date('2026-11-23T00:07:00Z');
/** Not a part of a day, so that every hour has its turn. */
const HOURS_APART = 11;

function referralsAt(now: Date): { acts: readonly { readonly at: Date }[] }[] {
  const chance = new Chance(1);
  const county = foundCounty(chance, before(now, days(800)));
  const patients = patientsOf(chance, county, before(now, days(125)));
  const referrals = recorded(chance, allCasesOf(chance, { county, patients, now }));
  expect(referralRows(chance, referrals)).toHaveLength(referrals.length);
  return referrals;
}

it('tells referrals that have begun by now and know nothing of what is to come, at whatever hour the county is loaded', () => {
  const instants = Array.from({ length: 48 }, (_, turn) => after(FIRST, hours(turn * HOURS_APART)));
  const untold = instants.flatMap((now) =>
    referralsAt(now)
      .filter(({ acts }) => acts.length === 0 || acts.some(({ at }) => at > now))
      .map(() => now.toISOString()),
  );
  expect(untold).toEqual([]);
}, 60_000);
