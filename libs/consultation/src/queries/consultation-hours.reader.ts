import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, addDays, daysBetween, localDate, type Interval } from '#kernel';
import { WorkCalendars, statement, type Queryable } from '#platform';
import { openOn, type OpeningHours } from '../domain/opening-hours.js';

const OWN = statement(
  'consultation.hours-of',
  `SELECT morning_from AS "morningFrom", morning_to AS "morningTo", afternoon_from AS "afternoonFrom",
     afternoon_to AS "afternoonTo" FROM consultation_hours
   WHERE institution_id = $1 AND effective_from <= $2 AND (effective_to IS NULL OR effective_to > $2)`,
);

/** Reads when institutions can sit in a consultation. */
@Injectable()
export class ConsultationHours {
  constructor(private readonly calendars: WorkCalendars) {}

  /** The working days of the window at the institution's own hours; at those of the work calendar where it has none. */
  async of(on: Queryable, institutionId: string, { start, end }: Interval, now: Date): Promise<Interval[]> {
    const [calendar, [own]] = await Promise.all([
      this.calendars.recent(on, now),
      on.query<OpeningHours & Record<string, unknown>>(OWN, [institutionId, now]),
    ]);
    const first = localDate(start, ALLIANCE_ZONE);
    const length = daysBetween(first, localDate(end, ALLIANCE_ZONE)) + 1;
    return Array.from({ length }, (_, index) => addDays(first, index))
      .filter((day) => calendar.isWorkday(day))
      .flatMap((day) => (own ? openOn(day, own, ALLIANCE_ZONE) : calendar.workingIntervals(day)));
  }
}
