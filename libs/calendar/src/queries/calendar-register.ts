import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { WeeklyTime } from '../domain/availability.js';

const WEEKS = statement(
  'calendar.register-weeks',
  `SELECT s.staff_no AS "staffNo", a.effective_from::text AS "effectiveFrom",
     json_agg(json_build_object('weekday', a.weekday, 'fromTime', a.from_time, 'toTime', a.to_time)
       ORDER BY a.weekday, a.from_time) AS week
   FROM calendar_availability a JOIN staff s ON s.id = a.expert_id
   WHERE a.effective_to IS NULL OR a.effective_to >= ($1::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
   GROUP BY s.staff_no, a.effective_from ORDER BY s.staff_no, a.effective_from`,
);
const LEAVES = statement(
  'calendar.register-leaves',
  `SELECT s.staff_no AS "staffNo", c.starts_at AS "from", c.ends_at AS "to", c.reason_code AS "reasonCode", c.comment
   FROM commitments c JOIN staff s ON s.id = c.expert_id
   WHERE c.kind = 'LEAVE' AND c.ended_at IS NULL AND c.ends_at > $1 ORDER BY s.staff_no, c.starts_at`,
);

/** A week that somebody has published. */
export interface WeekEntry {
  readonly staffNo: string;
  readonly effectiveFrom: LocalDate;
  readonly week: readonly WeeklyTime[];
}

/** Leave that is not over. */
export interface LeaveEntry {
  readonly staffNo: string;
  readonly from: Date;
  /** Excluded. */
  readonly to: Date;
  readonly reasonCode: string;
  readonly comment: string | null;
}

/** What experts have published and entered, by their staff numbers, for whoever writes it down or brings it in. */
@Injectable()
export class CalendarRegister {
  weeks(on: Queryable, now: Date): Promise<WeekEntry[]> {
    return on.query<WeekEntry & object>(WEEKS, [now]);
  }

  leaves(on: Queryable, now: Date): Promise<LeaveEntry[]> {
    return on.query<LeaveEntry & object>(LEAVES, [now]);
  }
}
