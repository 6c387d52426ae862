import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { Database, statement, type ActorContext } from '#platform';
import { turnaroundPeriod } from '#worklist';

/** How long reports of one group, class and kind of visit took; lengths in minutes. */
export interface LabTurnaround {
  readonly groupCode: string;
  readonly urgency: string;
  readonly visitType: string;
  readonly reports: number;
  readonly overdue: number;
  readonly medianMinutes: number;
  readonly p90Minutes: number;
  /** From the patient to the desk of the laboratory. */
  readonly transportMedianMinutes: number;
  readonly transportP90Minutes: number;
}

const minutes = (share: number, length: string): string =>
  `round(extract(epoch FROM percentile_cont(${share}) WITHIN GROUP (ORDER BY ${length})) / 60)::int`;

// A version that was begun to correct another one is no answer to an order.
const TURNAROUND = statement(
  'laboratory.turnaround',
  `SELECT r.group_code AS "groupCode", CASE o.visit_type WHEN 'GREEN_CHANNEL' THEN 'GREEN' WHEN 'OUTPATIENT' THEN 'ROUTINE'
       ELSE o.visit_type END AS urgency, o.visit_type AS "visitType", count(*)::int AS reports,
     count(*) FILTER (WHERE r.published_at > r.due_at)::int AS overdue,
     ${minutes(0.5, 'r.published_at - r.begun_at')} AS "medianMinutes",
     ${minutes(0.9, 'r.published_at - r.begun_at')} AS "p90Minutes",
     ${minutes(0.5, 's.received_at - s.collected_at')} AS "transportMedianMinutes",
     ${minutes(0.9, 's.received_at - s.collected_at')} AS "transportP90Minutes"
   FROM lab_reports r JOIN specimens s ON s.id = r.specimen_id JOIN exam_orders o ON o.id = s.order_id
   WHERE r.institution_id = $1 AND r.published_at >= $2 AND r.published_at < $3 AND r.amendment_reason_code IS NULL
   GROUP BY r.group_code, o.visit_type
   ORDER BY r.group_code, array_position(ARRAY['GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT'], o.visit_type)`,
);

/** How long reports of the own laboratory take. */
@Injectable()
export class LabTurnaroundQuery {
  constructor(private readonly database: Database) {}

  /** Of those published on the days from `from` to `to`, both included. @throws InvalidInputError */
  async read({ institutionId }: ActorContext, from: LocalDate, to: LocalDate): Promise<LabTurnaround[]> {
    return this.database.query<LabTurnaround & object>(TURNAROUND, [institutionId, ...turnaroundPeriod(from, to)]);
  }
}
