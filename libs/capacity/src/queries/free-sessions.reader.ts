import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import { freeSql } from '../data/capacity-sql.js';

// Sessions of a department do not overlap: they end in the order in which they begin, and so lie in the index.
const EARLIEST = statement(
  'capacity.earliest-free',
  `SELECT d.id AS "departmentId", f.starts_at AS "startsAt" FROM unnest($2::uuid[]) AS d (id) CROSS JOIN LATERAL (
     SELECT s.starts_at FROM capacity_sessions s
     WHERE s.department_id = d.id AND s.ends_at > $1 AND s.withdrawn_at IS NULL AND s.released_at IS NULL
       AND ${freeSql('$1')} > 0
     ORDER BY s.ends_at LIMIT 1) f`,
);

/** Tells which sessions still have places to give. */
@Injectable()
export class FreeSessions {
  /** When the next session of each department begins that has a place, all in one statement; without one, it is not in it. */
  async earliest(on: Queryable, departmentIds: readonly string[], at: Date): Promise<ReadonlyMap<string, Date>> {
    const found = await on.query<{ departmentId: string; startsAt: Date }>(EARLIEST, [at, departmentIds]);
    return new Map(found.map(({ departmentId, startsAt }) => [departmentId, startsAt]));
  }
}
