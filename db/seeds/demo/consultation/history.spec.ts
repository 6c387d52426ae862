import type { LocalDate } from '#kernel';
import { rotaOf } from '../dispatch/rota.js';
import { calendar } from '../referrals/working-time.js';
import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { consultationsOf } from './history.js';

/** The part of a year that the county has played. */
const PART_OF_A_YEAR = 118 / 365;

function countyAt(now: Date) {
  const { chance, county, patients } = loadedAt(now);
  return { rota: rotaOf(chance, { county, now }), services: consultationsOf(chance, { county, patients, now }) };
}

it('has consultations and experts sent as often as counties of twelve townships publish, all over by now', () => {
  for (const now of LOADING_INSTANTS) {
    const { rota, services } = countyAt(now);
    const held = services.consultations.filter(({ state }) => state === 'CLOSED').length / PART_OF_A_YEAR;
    const sent = rota.sessions.filter(({ state }) => state === 'COMPLETED').length / PART_OF_A_YEAR;
    expect([held > 1_700, held < 2_500, sent > 900, sent < 1_500]).toEqual([true, true, true, true]);
    expect(rota.sessions.map(({ day }) => day as LocalDate).filter((day) => !calendar.isWorkday(day))).toEqual([]);
    const times = [...services.consultations, ...services.opinions, ...rota.sessions].flatMap((row) =>
      Object.values(row).filter((value) => value instanceof Date),
    );
    expect(times.filter((time) => time > now)).toEqual([]);
  }
}, 60_000);
