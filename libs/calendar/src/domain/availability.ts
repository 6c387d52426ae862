import {
  addDays,
  daysOf,
  instantAt,
  intersect,
  localDate,
  merge,
  minutesOf,
  overlaps,
  startOfDay,
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

/**
 * What published weeks make of a span, as ordered intervals that do not overlap. Days and clock times of the span are
 * reckoned once, for however many weeks are asked about.
 */
export function availableIn(span: Interval, zone: string): (published: readonly PublishedTime[]) => Interval[] {
  const days = daysOf(localDate(span.start, zone), localDate(span.end, zone)).map((day) => ({
    day,
    weekday: weekdayOf(day),
    at: clockOf(day, zone),
  }));
  return (published) => {
    const pieces = days.flatMap(({ day, weekday, at }) =>
      published
        .filter((time) => time.weekday === weekday && countsOn(time, day))
        .map(({ fromTime, toTime }) => intersect({ start: at(fromTime), end: at(toTime) }, span))
        .filter((piece) => piece !== null),
    );
    return merge(pieces);
  };
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

/** The instants of a day's clock times, each reckoned once; `24:00` is the end of the day. */
function clockOf(day: LocalDate, zone: string): (time: LocalTime) => Date {
  const known = new Map<LocalTime, Date>();
  return (time) => {
    const instant =
      known.get(time) ?? (time === '24:00' ? startOfDay(addDays(day, 1), zone) : instantAt(day, time, zone));
    known.set(time, instant);
    return instant;
  };
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
