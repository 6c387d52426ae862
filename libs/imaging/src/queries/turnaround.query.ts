import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#kernel';
import { Database, statement, type ActorContext } from '#platform';
import { turnaroundPeriod } from '#worklist';

/** How long reports of one group, class and kind of visit took, counted from when the exam was done. */
export interface Turnaround {
  readonly groupCode: string;
  readonly urgency: string;
  readonly visitType: string;
  readonly reports: number;
  readonly overdue: number;
  readonly medianMinutes: number;
  readonly p90Minutes: number;
}

const TURNAROUND = statement(
  'imaging.turnaround',
  `SELECT e.group_code AS "groupCode", e.urgency, e.visit_type AS "visitType", count(*)::int AS reports,
     count(*) FILTER (WHERE e.reported_at > e.due_at)::int AS overdue,
     round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY e.reported_at - e.acquired_at)) / 60)::int
       AS "medianMinutes",
     round(extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY e.reported_at - e.acquired_at)) / 60)::int
       AS "p90Minutes"
   FROM exams e WHERE e.reading_institution_id = $1 AND e.reported_at >= $2 AND e.reported_at < $3
   GROUP BY e.group_code, e.urgency, e.visit_type ORDER BY e.group_code, e.urgency, e.visit_type`,
);

/** How long reports of the own centre take. */
@Injectable()
export class TurnaroundQuery {
  constructor(private readonly database: Database) {}

  /** Of those first reported on the days from `from` to `to`, both included. @throws InvalidInputError */
  async read({ institutionId }: ActorContext, from: LocalDate, to: LocalDate): Promise<Turnaround[]> {
    return this.database.query<Turnaround & object>(TURNAROUND, [institutionId, ...turnaroundPeriod(from, to)]);
  }
}
