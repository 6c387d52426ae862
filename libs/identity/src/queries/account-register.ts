import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import type { Role } from '../domain/roles.js';

const ACCOUNTS = statement(
  'account.register',
  `SELECT s.staff_no AS "staffNo", a.login_name AS "loginName", r.role, i.code AS "institutionCode",
     d.code AS "departmentCode", r.valid_from AS "validFrom", r.valid_to AS "validTo"
   FROM staff s LEFT JOIN accounts a ON a.staff_id = s.id
   LEFT JOIN role_assignments r ON r.staff_id = s.id AND (r.valid_to IS NULL OR r.valid_to > $1)
   LEFT JOIN institutions i ON i.id = r.institution_id LEFT JOIN departments d ON d.id = r.department_id
   WHERE a.id IS NOT NULL OR r.id IS NOT NULL ORDER BY s.staff_no, r.role, i.code, d.code`,
);

/** Somebody's account with one of their roles; either may be lacking, not both. */
export interface RegisteredAccount {
  readonly staffNo: string;
  readonly loginName: string | null;
  readonly role: Role | null;
  readonly institutionCode: string | null;
  readonly departmentCode: string | null;
  /** When the role began or will begin, and when it ends. */
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

/** Who signs in by which name and holds which roles, now or later, with codes in place of ids. */
@Injectable()
export class AccountRegister {
  all(on: Queryable, now: Date): Promise<RegisteredAccount[]> {
    return on.query<RegisteredAccount & Record<string, unknown>>(ACCOUNTS, [now]);
  }
}
