import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import { isHandedOn, isInForce } from '../data/delegated-roles.js';
import type { HeldWhere } from './account-directory.js';

/** `$1` whom something concerns, and as what; `$2` when. A role counts as far as the delegation hands it on. */
const STAND_INS = statement(
  'delegation.stand-ins',
  `SELECT DISTINCT ON (g.delegate_staff_id) g.delegate_staff_id AS "staffId", g.delegator_staff_id AS "forStaffId"
   FROM jsonb_to_recordset($1::jsonb) AS c("staffId" uuid, "institutionId" uuid, "departmentId" uuid, roles text[])
   JOIN delegations g ON g.delegator_staff_id = c."staffId"
   WHERE ${isInForce('$2')} AND EXISTS (SELECT 1 FROM role_assignments r WHERE ${isHandedOn('$2')}
     AND (c.roles IS NULL OR (r.institution_id = c."institutionId" AND r.role = ANY(c.roles)
       AND (c."departmentId" IS NULL
         OR coalesce(g.department_id, r.department_id, c."departmentId") = c."departmentId"))))
   ORDER BY 1, 2`,
);

/** Somebody whom something concerns: as themselves, or as one of those who hold a role somewhere. */
export interface ConcernedPerson {
  readonly staffId: string;
  readonly as?: Omit<HeldWhere, 'at'>;
}

/** Who may act in the name of somebody whom something concerns. */
export interface StandIn {
  readonly staffId: string;
  readonly forStaffId: string;
}

/** Finds delegates, who hear of what those hear of in whose name they may act. */
@Injectable()
export class StandIns {
  /** Those who may act now for one of these people in what concerns them, each once. */
  async of(on: Queryable, people: readonly ConcernedPerson[], at: Date): Promise<readonly StandIn[]> {
    if (people.length === 0) return [];
    const concerned = people.map(({ staffId, as }) => ({ staffId, ...as }));
    return on.query<StandIn & Record<string, unknown>>(STAND_INS, [JSON.stringify(concerned), at]);
  }
}
