import { ALLIANCE_ZONE, localDate, startOfDay, type Interval } from '#kernel';

/** A calendar month of the alliance, `2026-03`. Months sort as their texts do. */
export type Month = string;

/** Of this century: days of years beyond are none that anybody reckons with. */
export const MONTH = /^20[0-9]{2}-(0[1-9]|1[0-2])$/;

/** Months that are told, where something has happened in them, when nobody was there to tell them. */
const MONTHS_BACK = 12;

/** The month in which an instant lies, in Asia/Shanghai. */
export function monthOf(instant: Date): Month {
  return localDate(instant, ALLIANCE_ZONE).slice(0, 7);
}

/** The month `n` after (or, negative, before) another. */
export function addMonths(month: Month, n: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const index = year * 12 + number - 1 + n;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from one to another, both included, in their order. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The months that are told by `now`, given when the first of everything happened, in their order. */
export function monthsTold(first: Date, now: Date): Month[] {
  const running = monthOf(now);
  const [begun, earliest] = [monthOf(first), addMonths(running, -MONTHS_BACK)];
  return monthsBetween(begun > earliest ? begun : earliest, running);
}

export const firstDayOf = (month: Month): string => `${month}-01`;

/** From its first instant to the first of the next month, in Asia/Shanghai. */
export function intervalOf(month: Month): Interval {
  const startOf = (each: Month) => startOfDay(firstDayOf(each), ALLIANCE_ZONE);
  return { start: startOf(month), end: startOf(addMonths(month, 1)) };
}

/** When a month is closed by itself: at the beginning of a day of the month after it. */
export function closesAt(month: Month, day: number): Date {
  return startOfDay(`${addMonths(month, 1)}-${String(day).padStart(2, '0')}`, ALLIANCE_ZONE);
}
