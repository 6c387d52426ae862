import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { Database, statement } from '#platform';
import type { DutyFunction } from '../domain/duty-function.js';
import type { Requirement } from '../domain/gaps.js';

// Only what is required is looked up on the roster: what nobody asks for has no gaps.
const FACTS = statement(
  'duty.gap-facts',
  `SELECT r.department_id AS "departmentId", r.function, r.weekdays, r.from_time AS "fromTime", r.to_time AS "toTime",
     r.effective_from::text AS "effectiveFrom", r.effective_to::text AS "effectiveTo",
     (SELECT coalesce(json_agg(json_build_array(e.starts_at, e.ends_at)), '[]'::json) FROM duty_entries e
      WHERE e.institution_id = r.institution_id
        AND coalesce(e.department_id, e.institution_id) = coalesce(r.department_id, r.institution_id)
        AND e.function = r.function AND tstzrange(e.starts_at, e.ends_at) && tstzrange($3, $4)) AS staffed
   FROM duty_requirements r
   WHERE r.institution_id = $1 AND ($2::uuid IS NULL OR r.department_id = $2) ORDER BY r.department_id, r.function`,
);

type FactsRow = Requirement & { readonly staffed: readonly (readonly [string, string])[] } & Record<string, unknown>;

/** What gaps are made of: what has to be staffed, and when it is. */
export interface GapFacts {
  readonly requirements: readonly Requirement[];
  readonly staffed: readonly (Interval & { readonly departmentId: string | null; readonly function: DutyFunction })[];
}

@Injectable()
export class GapFactsReader {
  constructor(private readonly database: Database) {}

  async read(institutionId: string, departmentId: string | null, { start, end }: Interval): Promise<GapFacts> {
    const rows = await this.database.query<FactsRow>(FACTS, [institutionId, departmentId, start, end]);
    const staffed = rows.flatMap((row) =>
      row.staffed.map(([from, to]) => ({
        departmentId: row.departmentId,
        function: row.function,
        start: new Date(from),
        end: new Date(to),
      })),
    );
    return { requirements: rows, staffed };
  }
}
