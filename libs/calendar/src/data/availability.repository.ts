import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate } from '#kernel';
import { statement, type Queryable, type Transaction } from '#platform';
import type { PublishedTime, WeeklyTime } from '../domain/availability.js';
import { AvailabilityEntity } from './availability.entity.js';
import type { LockedCalendar } from './commitment.repository.js';

/** A calendar as it stands; buffers in minutes. */
type Calendar = Omit<LockedCalendar, 'hasLapsed'>;

const PUBLISHED = statement(
  'calendar.availability',
  `SELECT a.expert_id AS "expertId", json_agg(json_build_object('weekday', a.weekday, 'fromTime', a.from_time,
     'toTime', a.to_time, 'effectiveFrom', a.effective_from, 'effectiveTo', a.effective_to)
     ORDER BY a.weekday, a.from_time, a.effective_from) AS week
   FROM calendar_availability a WHERE a.expert_id = ANY($1::uuid[]) AND a.effective_from <= $3::date
     AND (a.effective_to IS NULL OR a.effective_to >= $2::date) GROUP BY a.expert_id`,
);
const DROP_LATER = statement(
  'calendar.drop-later-availability',
  'DELETE FROM calendar_availability WHERE expert_id = $1 AND effective_from >= $2::date',
);
const END_BEFORE = statement(
  'calendar.end-availability',
  `UPDATE calendar_availability SET effective_to = $3::date
   WHERE expert_id = $1 AND effective_from < $2::date AND (effective_to IS NULL OR effective_to >= $2::date)`,
);
const CHANGE = statement(
  'calendar.change',
  `UPDATE calendars SET buffer_before_minutes = $2, buffer_after_minutes = $3, version = version + 1
   WHERE expert_id = $1`,
);
const BUFFERS = statement(
  'calendar.buffers',
  `SELECT expert_id AS "expertId", buffer_before_minutes AS "bufferBefore", buffer_after_minutes AS "bufferAfter",
     version FROM calendars WHERE expert_id = ANY($1::uuid[])`,
);

/** The weeks that experts have published. */
@Injectable()
export class AvailabilityRepository {
  /** What counts on some of these days, of those who have published anything. */
  async published(
    on: Queryable,
    expertIds: readonly string[],
    from: LocalDate,
    to: LocalDate,
  ): Promise<ReadonlyMap<string, readonly PublishedTime[]>> {
    const rows = await on.query<{ expertId: string; week: PublishedTime[] }>(PUBLISHED, [[...expertIds], from, to]);
    return new Map(rows.map(({ expertId, week }) => [expertId, week]));
  }

  /** Calendars as they stand, of those who have one. */
  calendars(on: Queryable, expertIds: readonly string[]): Promise<Calendar[]> {
    return on.query<Calendar & Record<string, unknown>>(BUFFERS, [[...expertIds]]);
  }

  /** Lets a week count from a day on, in place of whatever would count then. */
  async publish(tx: Transaction, calendar: Calendar, from: LocalDate, week: readonly WeeklyTime[]) {
    const { expertId, bufferBefore, bufferAfter } = calendar;
    tx.write(DROP_LATER, [expertId, from]);
    tx.write(END_BEFORE, [expertId, from, addDays(from, -1)]);
    tx.write(CHANGE, [expertId, bufferBefore, bufferAfter]);
    const rows = week.map(({ weekday, fromTime, toTime }) => ({
      id: tx.newId(),
      expertId,
      weekday,
      fromTime,
      toTime,
      effectiveFrom: from,
      effectiveTo: null,
    }));
    if (rows.length > 0) await tx.manager.insert(AvailabilityEntity, rows);
  }
}
