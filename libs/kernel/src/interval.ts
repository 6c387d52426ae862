import type { Duration } from './clock.js';
import { elapsed } from './clock.js';

/** Time from `start`, included, to `end`, excluded, as PostgreSQL's `[)` ranges. One whose end is not after its start is empty. */
export interface Interval {
  readonly start: Date;
  readonly end: Date;
}

export function isEmpty({ start, end }: Interval): boolean {
  return start >= end;
}

/** Wall-clock length; zero for an empty interval. */
export function lengthOf(interval: Interval): Duration {
  return elapsed(interval.start, isEmpty(interval) ? interval.start : interval.end);
}

export function contains({ start, end }: Interval, instant: Date): boolean {
  return start <= instant && instant < end;
}

/** Whether the two have an instant in common. Intervals that only touch do not overlap. */
export function overlaps(a: Interval, b: Interval): boolean {
  return intersect(a, b) !== null;
}

/** What the two have in common; null when that is nothing. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const common = { start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end };
  return isEmpty(common) ? null : common;
}

/** The same time as ordered intervals that neither overlap nor touch; empty ones disappear. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const ordered = intervals.filter((interval) => !isEmpty(interval)).toSorted((a, b) => +a.start - +b.start);
  const merged: Interval[] = [];
  for (const interval of ordered) {
    const last = merged.at(-1);
    if (!last || interval.start > last.end) merged.push(interval);
    else if (interval.end > last.end) merged[merged.length - 1] = { start: last.start, end: interval.end };
  }
  return merged;
}

/** The time of `from` that none of `taken` covers, merged. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const whole = merge(from);
  const holes = meeting(whole, merge(taken));
  return whole.flatMap((interval, index) => withoutHoles(interval, holes[index]!));
}

/** The time that both have, merged. */
export function intersection(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const whole = merge(left);
  const others = meeting(whole, merge(right));
  return whole.flatMap((interval, index) => others[index]!.flatMap((other) => intersect(interval, other) ?? []));
}

/** The time of `available` outside `busy`, in pieces of at least `atLeast`: where something of that length can be booked. */
export function freeIntervals(
  available: readonly Interval[],
  busy: readonly Interval[],
  atLeast: Duration,
): Interval[] {
  return subtract(available, busy).filter((interval) => lengthOf(interval) >= atLeast);
}

function withoutHoles(interval: Interval, orderedHoles: readonly Interval[]): Interval[] {
  const pieces: Interval[] = [];
  let start = interval.start;
  for (const hole of orderedHoles) {
    pieces.push({ start, end: hole.start });
    start = hole.end;
  }
  pieces.push({ start, end: interval.end });
  return pieces.filter((piece) => !isEmpty(piece));
}

/** Of ordered intervals that do not overlap, those that meet each of as ordered others; one pass over both. */
function meeting(each: readonly Interval[], ordered: readonly Interval[]): Interval[][] {
  let next = 0;
  return each.map(({ start, end }) => {
    while (next < ordered.length && ordered[next]!.end <= start) next++;
    const met: Interval[] = [];
    for (let index = next; index < ordered.length && ordered[index]!.start < end; index++) met.push(ordered[index]!);
    return met;
  });
}
