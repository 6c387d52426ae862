import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Queryable } from '#platform';
import type { DutyFunction } from '../domain/duty-function.js';

// Whoever stands in for a part of a duty has that part, and the other one the rest.
const TIMES = statement(
  'duty.times-of-staff',
  `SELECT e.staff_id AS "staffId", e.function, lower(piece) AS start, upper(piece) AS end
   FROM duty_entries e
   CROSS JOIN LATERAL (SELECT coalesce(range_agg(tstzrange(v.starts_at, v.ends_at)), '{}'::tstzmultirange) AS stood
     FROM duty_substitutions v WHERE v.entry_id = e.id) s
   CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(e.starts_at, e.ends_at)) - s.stood) piece
   WHERE e.staff_id = ANY($1::uuid[]) AND e.starts_at < $3 AND e.ends_at > $2
   UNION ALL
   SELECT v.staff_id, e.function, v.starts_at, v.ends_at
   FROM duty_substitutions v JOIN duty_entries e ON e.id = v.entry_id
   WHERE v.staff_id = ANY($1::uuid[]) AND v.starts_at < $3 AND v.ends_at > $2`,
);

/** Time that somebody is on duty. */
export interface DutyTime extends Interval {
  readonly staffId: string;
  readonly function: DutyFunction;
}

/** When people are on duty, for those libraries that plan the rest of their time. */
@Injectable()
export class DutyTimes {
  /** Duties that overlap the span, whole, with substitutes where they stand in. */
  of(on: Queryable, staffIds: readonly string[], { start, end }: Interval): Promise<DutyTime[]> {
    return on.query<DutyTime & Record<string, unknown>>(TIMES, [[...staffIds], start, end]);
  }
}
