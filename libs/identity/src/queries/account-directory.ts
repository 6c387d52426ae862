import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import { AccountStatus } from '../domain/account-status.js';
import type { Role } from '../domain/roles.js';

const ACTIVE = statement(
  'account.active-of',
  `SELECT id, staff_id AS "staffId" FROM accounts
   WHERE staff_id = ANY($1::uuid[]) AND status = '${AccountStatus.ACTIVE}' ORDER BY id`,
);

const HOLDING = statement(
  'account.holding',
  `SELECT DISTINCT a.staff_id AS "staffId" FROM role_assignments r JOIN accounts a ON a.staff_id = r.staff_id
   WHERE r.institution_id = $1 AND r.role = ANY($2::text[]) AND a.status = '${AccountStatus.ACTIVE}'
     AND ($3::uuid IS NULL OR r.department_id IS NULL OR r.department_id = $3)
     AND r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to > $4) ORDER BY 1`,
);

/** Roles at an institution, for one of its departments or (without one) anywhere in it, at an instant. */
export interface HeldWhere {
  readonly institutionId: string;
  readonly departmentId?: string | null;
  readonly roles: readonly Role[];
  readonly at: Date;
}

/** What other libraries ask about accounts: how people can be reached inside the platform. */
@Injectable()
export class AccountDirectory {
  /** Accounts that people can sign in with, by staff id; who has none is not in it. */
  async activeOf(on: Queryable, staffIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    const rows = await on.query<{ id: string; staffId: string }>(ACTIVE, [[...new Set(staffIds)]]);
    const accounts = new Map<string, string[]>();
    for (const { id, staffId } of rows) accounts.set(staffId, [...(accounts.get(staffId) ?? []), id]);
    return accounts;
  }

  /** Staff who hold one of the roles and can sign in; whoever holds it for the whole institution counts everywhere in it. */
  async holding(on: Queryable, { institutionId, departmentId = null, roles, at }: HeldWhere): Promise<string[]> {
    const rows = await on.query<{ staffId: string }>(HOLDING, [institutionId, roles, departmentId, at]);
    return rows.map(({ staffId }) => staffId);
  }
}
