import type { Duration } from './clock.js';
import { after, elapsed, milliseconds } from './clock.js';
import type { Interval } from './interval.js';
import { intersect, lengthOf } from './interval.js';
import type { LocalDate, LocalTime } from './local-date.js';
import { addDays, instantAt, isLocalDate, localDate, minutesOf, weekdayOf } from './local-date.js';

/** Reference data of a work calendar, as an administrator keeps it. Saturdays and Sundays are free unless made up for. */
export interface WorkCalendarData {
  /** IANA name of the zone in which days and hours are counted. */
  readonly zone: string;
  /** Of every working day, in order, without overlaps: `[{ from: '08:00', to: '12:00' }, { from: '14:00', to: '17:30' }]`. */
  readonly workingHours: readonly { readonly from: LocalTime; readonly to: LocalTime }[];
  /** Days off among Monday to Friday. */
  readonly holidays: readonly LocalDate[];
  /** Working Saturdays and Sundays (调休), announced each year by the State Council. */
  readonly makeUpDays: readonly LocalDate[];
}

/** Working time, by which routine limits are counted; emergencies use the wall clock. */
export class WorkCalendar {
  private readonly holidays: ReadonlySet<LocalDate>;
  private readonly makeUpDays: ReadonlySet<LocalDate>;

  /** @throws RangeError for hours out of order, days that do not exist, and a day that is both holiday and made up for */
  constructor(private readonly data: WorkCalendarData) {
    this.holidays = new Set(data.holidays);
    this.makeUpDays = new Set(data.makeUpDays);
    checkHours(data.workingHours);
    checkDays([...data.holidays, ...data.makeUpDays]);
  }

  isWorkday(date: LocalDate): boolean {
    return this.makeUpDays.has(date) || (weekdayOf(date) <= 5 && !this.isHoliday(date));
  }

  /** A day off among Monday to Friday. */
  isHoliday(date: LocalDate): boolean {
    return this.holidays.has(date);
  }

  /** The working intervals of a day, in order; none on a day off. */
  workingIntervals(date: LocalDate): Interval[] {
    if (!this.isWorkday(date)) return [];
    const { workingHours, zone } = this.data;
    return workingHours.map(({ from, to }) => ({ start: instantAt(date, from, zone), end: instantAt(date, to, zone) }));
  }

  /**
   * The first instant at which `duration` of working time has passed since `start`. Nothing passes outside working
   * hours, so a limit that begins at night counts from the next morning.
   *
   * @throws RangeError for a negative duration
   */
  addWorkingTime(start: Date, duration: Duration): Date {
    if (!(duration >= 0 && Number.isFinite(duration))) throw new RangeError('a limit of working time is not negative');
    let left: number = duration;
    let reached = start;
    for (let date = localDate(start, this.data.zone); left > 0; date = addDays(date, 1)) {
      for (const worked of this.workedOn(date, start)) {
        if (left === 0) break;
        const used = milliseconds(Math.min(left, lengthOf(worked)));
        reached = after(worked.start, used);
        left -= used;
      }
    }
    return reached;
  }

  /** Working time from `start` to `end`; zero when `end` is not after `start`. */
  workingTimeBetween(start: Date, end: Date): Duration {
    let total = 0;
    const last = localDate(end, this.data.zone);
    for (let date = localDate(start, this.data.zone); date <= last; date = addDays(date, 1)) {
      for (const interval of this.workingIntervals(date)) {
        const worked = intersect(interval, { start, end });
        total += worked ? elapsed(worked.start, worked.end) : 0;
      }
    }
    return milliseconds(total);
  }

  private workedOn(date: LocalDate, start: Date): Interval[] {
    return this.workingIntervals(date).flatMap((interval) => intersect(interval, { start, end: interval.end }) ?? []);
  }
}

function checkHours(workingHours: WorkCalendarData['workingHours']): void {
  const bounds = workingHours.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  const total = workingHours.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0);
  const inOrder = bounds.every((bound, index) => index === 0 || bounds[index - 1]! <= bound);
  // Without any working time, a limit would never be reached.
  if (!inOrder || total === 0) throw new RangeError('working hours are missing or out of order');
}

function checkDays(dates: readonly LocalDate[]): void {
  const wrong = dates.find((date, index) => !isLocalDate(date) || dates.indexOf(date) !== index);
  if (wrong !== undefined) throw new RangeError(`${wrong} is no date, or is listed twice`);
}
