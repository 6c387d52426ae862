import { after, before, hours } from '#kernel';
import { COUNTY_AGE, foundCounty, type County } from './county/index.js';
import { PATIENTS_AGE, patientsOf, type Patient } from './people/patients.js';
import { Chance } from './random.js';

const FIRST = new Date('2026-11-23T00:07:00Z');
/** Not a part of a day, so that every hour has its turn. */
const HOURS_APART = 11;

/** When the county may be loaded, at every hour of the day and on every weekday: tests ask what it is like each time. */
export const LOADING_INSTANTS: readonly Date[] = Array.from({ length: 48 }, (_, turn) =>
  after(FIRST, hours(turn * HOURS_APART)),
);

/** A county and its patients, as tests load them at an instant. */
export interface LoadedCounty {
  readonly chance: Chance;
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
}

/** The county and its patients at one of these instants. */
export function loadedAt(now: Date): LoadedCounty {
  const chance = new Chance(1);
  const county = foundCounty(chance, before(now, COUNTY_AGE));
  return { chance, county, patients: patientsOf(chance, county, before(now, PATIENTS_AGE)), now };
}
