import {
  ALLIANCE_ZONE,
  addDays,
  instantAt,
  intersect,
  localDate,
  subtract,
  weekdayOf,
  type Interval,
  type LocalDate,
  type LocalTime,
} from '#kernel';
import { dutyKey, type DutyFunction } from './duty-function.js';

/** Two times of day; one that does not lie after the other is on the next day. */
export interface DailyTimes {
  readonly fromTime: LocalTime;
  readonly toTime: LocalTime;
}

/** What has to be staffed. */
export interface Requirement extends DailyTimes {
  readonly departmentId: string | null;
  readonly function: DutyFunction;
  /** ISO 8601: Monday 1 … Sunday 7; the day on which the time begins. */
  readonly weekdays: readonly number[];
  readonly effectiveFrom: LocalDate;
  /** The last day. */
  readonly effectiveTo: LocalDate | null;
}

/** Time in which a required function is staffed by nobody. */
export interface Gap extends Interval {
  readonly departmentId: string | null;
  readonly function: DutyFunction;
}

/** The shift that begins on that day, in Asia/Shanghai. */
export function shiftOn(day: LocalDate, { fromTime, toTime }: DailyTimes): Interval {
  const lastDay = toTime <= fromTime ? addDays(day, 1) : day;
  return { start: instantAt(day, fromTime, ALLIANCE_ZONE), end: instantAt(lastDay, toTime, ALLIANCE_ZONE) };
}

/** The parts of `period` in which somebody has to be on duty. */
export function requiredIn(requirement: Requirement, period: Interval): Interval[] {
  const { weekdays, effectiveFrom, effectiveTo } = requirement;
  const required: Interval[] = [];
  const last = localDate(period.end, ALLIANCE_ZONE);
  // A shift of the day before may reach into the period.
  for (let day = addDays(localDate(period.start, ALLIANCE_ZONE), -1); day <= last; day = addDays(day, 1)) {
    const counts = weekdays.includes(weekdayOf(day)) && effectiveFrom <= day && day <= (effectiveTo ?? day);
    const shift = counts ? intersect(shiftOn(day, requirement), period) : null;
    if (shift) required.push(shift);
  }
  return required;
}

/**
 * Where nobody is on duty although somebody has to be: of each place and function, in the order of time.
 * @param staffed what is on the roster, whether somebody or a telephone
 */
export function gapsIn(
  period: Interval,
  requirements: readonly Requirement[],
  staffed: readonly (Interval & { readonly departmentId: string | null; readonly function: DutyFunction })[],
): Gap[] {
  const required = Map.groupBy(requirements, dutyKey);
  const covered = Map.groupBy(staffed, dutyKey);
  return [...required].flatMap(([key, sameDuty]) => {
    const { departmentId, function: duty } = sameDuty[0]!;
    const times = sameDuty.flatMap((requirement) => requiredIn(requirement, period));
    return subtract(times, covered.get(key) ?? []).map((gap) => ({ ...gap, departmentId, function: duty }));
  });
}
