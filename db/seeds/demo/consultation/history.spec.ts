import { after, before, days, hours } from '#kernel';
import { foundCounty } from '../county/index.js';
import { rotaOf } from '../dispatch/rota.js';
import { patientsOf } from '../people/patients.js';
import { Chance } from '../random.js';
import { consultationsOf } from './history.js';

const FIRST = new Date('2026-11-23T00:07:00Z');
/** Not a part of a day, so that every hour has its turn. */
const HOURS_APART = 11;
const INSTANTS = Array.from({ length: 32 }, (_, turn) => after(FIRST, hours(turn * HOURS_APART)));
/** The part of a year that the county has played. */
const PART_OF_A_YEAR = 118 / 365;

function countyAt(now: Date) {
  const chance = new Chance(1);
  const county = foundCounty(chance, before(now, days(800)));
  const patients = patientsOf(chance, county, before(now, days(125)));
  return { rota: rotaOf(chance, { county, now }), services: consultationsOf(chance, { county, patients, now }) };
}

it('has consultations and experts sent as often as counties of twelve townships publish, all over by now', () => {
  for (const now of INSTANTS) {
    const { rota, services } = countyAt(now);
    const held = services.consultations.filter(({ state }) => state === 'CLOSED').length / PART_OF_A_YEAR;
    const sent = rota.sessions.filter(({ state }) => state === 'COMPLETED').length / PART_OF_A_YEAR;
    expect([held > 1_700, held < 2_500, sent > 900, sent < 1_500]).toEqual([true, true, true, true]);
    const times = [...services.consultations, ...services.opinions, ...rota.sessions].flatMap((row) =>
      Object.values(row).filter((value) => value instanceof Date),
    );
    expect(times.filter((time) => time > now)).toEqual([]);
  }
}, 60_000);
