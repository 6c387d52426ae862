import {
  addDays,
  instantAt,
  intersect,
  localDate,
  merge,
  minutesOf,
  overlaps,
  weekdayOf,
  type FieldProblem,
  type Interval,
  type LocalDate,
  type LocalTime,
} from '#kernel';

/** When an expert can be had in a week, as published: `24:00` is the end of a day. */
export interface WeeklyTime {
  /** ISO 8601: Monday 1 … Sunday 7. */
  readonly weekday: number;
  readonly fromTime: LocalTime;
  readonly toTime: LocalTime;
}

/** The same with the days on which it counts; an open end is null. */
export interface PublishedTime extends WeeklyTime {
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate | null;
}

/** What the published weeks make of a span, as ordered intervals that do not overlap. */
export function availableIn(published: readonly PublishedTime[], span: Interval, zone: string): Interval[] {
  const pieces: Interval[] = [];
  const last = localDate(span.end, zone);
  for (let day = localDate(span.start, zone); day <= last; day = addDays(day, 1)) {
    for (const time of published) {
      if (time.weekday !== weekdayOf(day) || !countsOn(time, day)) continue;
      const piece = { start: instantAt(day, time.fromTime, zone), end: endOf(day, time.toTime, zone) };
      const within = intersect(piece, span);
      if (within) pieces.push(within);
    }
  }
  return merge(pieces);
}

/** What is wrong with a week that is to be published. @param path of a slot in the input */
export function weekProblems(week: readonly WeeklyTime[], path: (index: number) => string): FieldProblem[] {
  return week.flatMap(({ weekday, fromTime, toTime }, index) => {
    if (minutesOf(fromTime) >= minutesOf(toTime))
      return [{ path: `${path(index)}.toTime`, constraint: 'PERIOD_EMPTY' }];
    const meets = week.some(
      (other, earlier) =>
        earlier < index &&
        other.weekday === weekday &&
        minutesOf(other.fromTime) < minutesOf(toTime) &&
        minutesOf(fromTime) < minutesOf(other.toTime),
    );
    return meets ? [{ path: `${path(index)}.fromTime`, constraint: 'PERIOD_MEETS_ANOTHER' }] : [];
  });
}

function countsOn({ effectiveFrom, effectiveTo }: PublishedTime, day: LocalDate): boolean {
  return effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo);
}

function endOf(day: LocalDate, time: LocalTime, zone: string): Date {
  return time === '24:00' ? instantAt(addDays(day, 1), '00:00', zone) : instantAt(day, time, zone);
}

/** A duty of the roster, as far as somebody has it. */
export interface NightRule {
  /** Minutes since midnight between which a duty is one of the night. */
  readonly nightFrom: number;
  readonly nightTo: number;
  /** Minutes of rest after it. */
  readonly rest: number;
}

/** The rest after a duty that reaches into the night; null after one by day. */
export function restAfter(duty: Interval, rule: NightRule, zone: string): Interval | null {
  const first = addDays(localDate(duty.start, zone), -1);
  const last = localDate(duty.end, zone);
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const night = {
      start: new Date(+instantAt(day, '00:00', zone) + rule.nightFrom * 60_000),
      end: new Date(+instantAt(addDays(day, 1), '00:00', zone) + rule.nightTo * 60_000),
    };
    if (overlaps(duty, night)) return { start: duty.end, end: new Date(+duty.end + rule.rest * 60_000) };
  }
  return null;
}
