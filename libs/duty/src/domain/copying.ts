import {
  ALLIANCE_ZONE,
  after,
  days,
  daysBetween,
  localDate,
  overlaps,
  weekdayOf,
  type Interval,
  type LocalDate,
} from '#kernel';
import { dutyKey, type DutyFunction } from './duty-function.js';
import { daysOf, type Month } from './month.js';

interface OnRoster extends Interval {
  readonly departmentId: string | null;
  readonly function: DutyFunction;
}

/**
 * A month's duties on the days of another month. Each day takes over a day of the same weekday, as near to its place in
 * the month as there is one, because rosters repeat by the week. What would meet a duty that is taken over already (one
 * of several days, at the month's edges) is left out, and shows as a gap.
 */
export function copiesFor<Duty extends OnRoster>(duties: readonly Duty[], from: Month, to: Month): Duty[] {
  const byDay = Map.groupBy(duties, ({ start }) => localDate(start, ALLIANCE_ZONE));
  const taken = new Map<string, Duty[]>();
  const sources = daysOf(from);
  return daysOf(to).flatMap((day, index) => {
    const source = sourceOf(day, index, sources);
    const shift = days(daysBetween(source, day));
    const copies = (byDay.get(source) ?? []).map((duty) => ({
      ...duty,
      start: after(duty.start, shift),
      end: after(duty.end, shift),
    }));
    return copies.filter((copy) => {
      const others = taken.get(dutyKey(copy)) ?? [];
      if (others.some((other) => overlaps(other, copy))) return false;
      taken.set(dutyKey(copy), [...others, copy]);
      return true;
    });
  });
}

/** Of the days with the weekday of `day`, the one that stands nearest to the same place in its month. */
function sourceOf(day: LocalDate, index: number, sources: readonly LocalDate[]): LocalDate {
  const distance = (source: LocalDate): number => Math.abs(sources.indexOf(source) - index);
  return sources
    .filter((source) => weekdayOf(source) === weekdayOf(day))
    .reduce((nearest, source) => (distance(source) < distance(nearest) ? source : nearest));
}
