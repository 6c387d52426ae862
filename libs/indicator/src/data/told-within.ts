import { before, days } from '#kernel';
import { intervalOf, type Month } from '../domain/period.js';
import { DAYS_BEFORE } from './measures-sql.js';

/** `$1` to `$5` of all that is measured in a month, as it can be told at that time. */
export function toldWithin(period: Month, now: Date): readonly [Date, Date, Date, Date, Date] {
  const { start, end } = intervalOf(period);
  return [start, end, now, before(start, days(DAYS_BEFORE)), end];
}
