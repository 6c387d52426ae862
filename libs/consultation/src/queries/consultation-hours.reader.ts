import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, daysOf, localDate, type Interval } from '#kernel';
import { WorkCalendars, statement, type Queryable } from '#platform';
import { ownHoursSql } from '../data/inviting-side.js';
import { openOn, type OpeningHours } from '../domain/opening-hours.js';

const OWN = statement('consultation.hours-of', `SELECT ${ownHoursSql('$1', '$2')} AS own`);

/** Reads when institutions can sit in a consultation. */
@Injectable()
export class ConsultationHours {
  constructor(private readonly calendars: WorkCalendars) {}

  /** The working days of the window at the institution's own hours; at those of the work calendar where it has none. */
  async of(on: Queryable, institutionId: string, { start, end }: Interval, now: Date): Promise<Interval[]> {
    const [row] = await on.query<{ own: OpeningHours | null }>(OWN, [institutionId, now]);
    return this.within(on, row!.own, { start, end }, now);
  }

  /** The same where its own hours have been read. */
  async within(on: Queryable, own: OpeningHours | null, { start, end }: Interval, now: Date): Promise<Interval[]> {
    const calendar = await this.calendars.recent(on, now);
    return daysOf(localDate(start, ALLIANCE_ZONE), localDate(end, ALLIANCE_ZONE))
      .filter((day) => calendar.isWorkday(day))
      .flatMap((day) => (own ? openOn(day, own, ALLIANCE_ZONE) : calendar.workingIntervals(day)));
  }
}
