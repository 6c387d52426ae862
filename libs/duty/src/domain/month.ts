import { ALLIANCE_ZONE, addDays, daysBetween, startOfDay, type Interval, type LocalDate } from '#kernel';

/** A calendar month in Asia/Shanghai, `YYYY-MM`. */
export type Month = string;

export const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

function firstDayOf(month: Month): LocalDate {
  return `${month}-01`;
}

export function nextMonth(month: Month): Month {
  // No month is longer than 31 days, and 32 days behind its first day lies the next one.
  return addDays(firstDayOf(month), 31).slice(0, 7);
}

/** From its first midnight to that of the next month. */
export function monthInterval(month: Month): Interval {
  const [first, next] = [month, nextMonth(month)].map((one) => startOfDay(firstDayOf(one), ALLIANCE_ZONE));
  return { start: first!, end: next! };
}

export function daysOf(month: Month): LocalDate[] {
  const first = firstDayOf(month);
  return Array.from({ length: daysBetween(first, firstDayOf(nextMonth(month))) }, (_, n) => addDays(first, n));
}
