import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, WorkCalendar, elapsed, minutes, type LocalDate, type LocalTime } from '#kernel';
import type { Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import { ReferenceData } from '../reference/reference-data.js';

const HOURS = [
  'work_calendar.morning_start_minutes',
  'work_calendar.morning_end_minutes',
  'work_calendar.afternoon_start_minutes',
  'work_calendar.afternoon_end_minutes',
] as const;
const DAYS = statement('work-calendar.days', 'SELECT day::text AS day, kind FROM work_calendar_days ORDER BY day');

interface DayRow {
  readonly day: LocalDate;
  readonly kind: 'HOLIDAY' | 'MAKE_UP';
}

/** How long a calendar that has been read is good for. */
const AGE = minutes(1);

/** The work calendar as an administrator keeps it. */
@Injectable()
export class WorkCalendars {
  private known: { readonly calendar: WorkCalendar; readonly at: Date } | undefined;

  constructor(private readonly reference: ReferenceData) {}

  /** As it was within the minute: days off are entered months ahead, and each change that asks for them saves two reads. */
  async recent(on: Queryable, at: Date): Promise<WorkCalendar> {
    if (!this.known || Math.abs(elapsed(this.known.at, at)) > AGE) {
      this.known = { calendar: await this.load(on, at), at };
    }
    return this.known.calendar;
  }

  /** The calendar with the hours that count at that time. */
  async load(on: Queryable, at: Date): Promise<WorkCalendar> {
    const [hours, days] = await Promise.all([this.reference.settings(HOURS, at, on), on.query<DayRow & object>(DAYS)]);
    const [morning, noon, afternoon, evening] = HOURS.map((key) => timeOf(hours[key])) as [
      LocalTime,
      LocalTime,
      LocalTime,
      LocalTime,
    ];
    const daysOf = (kind: DayRow['kind']): LocalDate[] => days.filter((row) => row.kind === kind).map(({ day }) => day);
    return new WorkCalendar({
      zone: ALLIANCE_ZONE,
      workingHours: [
        { from: morning, to: noon },
        { from: afternoon, to: evening },
      ],
      holidays: daysOf('HOLIDAY'),
      makeUpDays: daysOf('MAKE_UP'),
    });
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** 510 → `08:30`. */
function timeOf(minutesOfDay: number): LocalTime {
  return `${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}
