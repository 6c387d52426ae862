import { addDays } from '#kernel';

/** Days that are told in the first statement, before anybody knows how much happens on one. */
export const FIRST_RUN = 4;
/** However little happens: what they come to is kept in one statement as well. */
const LONGEST_RUN = 32;
/** A statement that takes less could tell more days, and one that takes longer keeps a core from others for too long. */
const LITTLE_MS = 100;
const MUCH_MS = 400;

/** How many days are told next, where so many took that long: few in a large county, and a month in a small one. */
export function nextRunLength(length: number, tookMs: number): number {
  if (tookMs < LITTLE_MS) return Math.min(LONGEST_RUN, length * 2);
  return tookMs > MUCH_MS ? Math.max(1, Math.floor(length / 2)) : length;
}

/** The first of them that follow each other without a gap, `most` at most. */
export function firstRun<T extends { readonly day: string }>(days: readonly T[], most: number): T[] {
  const gap = days.findIndex(({ day }, at) => at === most || (at > 0 && addDays(days[at - 1]!.day, 1) !== day));
  return days.slice(0, gap < 0 ? days.length : gap);
}
