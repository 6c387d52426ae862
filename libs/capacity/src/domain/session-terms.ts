import {
  ALLIANCE_ZONE,
  addDays,
  after,
  days,
  daysBetween,
  dayOf,
  localDate,
  overlaps,
  startOfDay,
  weekdayOf,
  type FieldProblem,
  type Interval,
  type LocalDate,
} from '#kernel';

/** A session as it is to be: a time of one day, and how many patients. */
export interface SessionTerms extends Interval {
  readonly places: number;
}

/**
 * Sessions that begin before this have given back what nobody uses, or are about to: those of the next day from
 * `releaseMinutes` after midnight on.
 */
export function releasedBefore(now: Date, releaseMinutes: number): Date {
  const today = localDate(now, ALLIANCE_ZONE);
  const minutesOfDay = (+now - +startOfDay(today, ALLIANCE_ZONE)) / 60_000;
  return startOfDay(addDays(today, minutesOfDay < releaseMinutes ? 1 : 2), ALLIANCE_ZONE);
}

/** What is wrong with sessions in themselves; `path` says where one is in the request. */
export function problemsOf(
  sessions: readonly SessionTerms[],
  released: Date,
  path: (index: number) => string,
): FieldProblem[] {
  return sessions.flatMap((session, index) => {
    const { start, end } = session;
    const day = dayOf(localDate(start, ALLIANCE_ZONE), ALLIANCE_ZONE);
    const problems: readonly (readonly [boolean, string, string])[] = [
      [end <= start, 'to', 'SESSION_EMPTY'],
      [end > day.end, 'to', 'SESSION_OVERNIGHT'],
      [start < released, 'from', 'RELEASE_PASSED'],
      [sessions.slice(0, index).some((other) => overlaps(other, session)), 'from', 'SESSION_OVERLAPS'],
    ];
    return problems
      .filter(([broken]) => broken)
      .map(([, field, constraint]) => ({ path: `${path(index)}${field}`, constraint }));
  });
}

/** The week from Monday on in which a day lies. */
export function weekOf(day: LocalDate): Interval {
  const monday = mondayOf(day);
  return { start: startOfDay(monday, ALLIANCE_ZONE), end: startOfDay(addDays(monday, 7), ALLIANCE_ZONE) };
}

/** Sessions of one week as another one has them, weekday by weekday. */
export function copiesFor(sessions: readonly SessionTerms[], from: LocalDate, to: LocalDate): SessionTerms[] {
  const distance = days(daysBetween(mondayOf(from), mondayOf(to)));
  return sessions.map(({ start, end, places }) => ({
    start: after(start, distance),
    end: after(end, distance),
    places,
  }));
}

function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekdayOf(day));
}
