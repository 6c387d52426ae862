import { statement, type Queryable } from '#platform';
import type { Direction, ReferralState } from '../domain/referral-state.js';

const OWNED = statement(
  'referral.owned-by',
  `SELECT id, state, direction, version, to_institution_id AS "toInstitutionId", to_department_id AS "toDepartmentId"
   FROM referrals WHERE owner_staff_id = $1 AND ended_at IS NULL ORDER BY id`,
);
const TASKS = statement(
  'follow-up.open-of',
  `SELECT t.id, t.due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS "dueAt" FROM follow_up_tasks t
     JOIN referrals r ON r.id = t.referral_id
   WHERE t.doctor_staff_id = $1 AND t.state = 'OPEN' AND r.to_institution_id = $2 ORDER BY t.due_on, t.id LIMIT $3`,
);

/** A referral that has not ended and belongs to one doctor. */
export interface OwnedReferral {
  readonly id: string;
  readonly state: ReferralState;
  readonly direction: Direction;
  readonly version: number;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
}

/** Everything open that a doctor owns, wherever, the oldest first. */
export function listOwned(on: Queryable, staffId: string): Promise<OwnedReferral[]> {
  return on.query<OwnedReferral & Record<string, unknown>>(OWNED, [staffId]);
}

/** Follow-ups that wait for a doctor of the institution, the next one first. */
export function listTasks(
  on: Queryable,
  { staffId, institutionId }: { readonly staffId: string; readonly institutionId: string },
  most: number,
): Promise<{ id: string; dueAt: Date }[]> {
  return on.query<{ id: string; dueAt: Date }>(TASKS, [staffId, institutionId, most]);
}
