import { Injectable } from '@nestjs/common';
import { addDays, type LocalDate } from '#kernel';
import { statement, type Transaction } from '#platform';
import type { WeeklyTime } from '../domain/availability.js';
import { AvailabilityEntity } from './availability.entity.js';
import type { LockedCalendar } from './commitment.repository.js';

/** A calendar as it stands; buffers in minutes. */
type Calendar = Omit<LockedCalendar, 'hasLapsed'>;

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
/** Writes the weeks that experts publish. */
@Injectable()
export class AvailabilityRepository {
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
