import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import { AccountStatus } from '../domain/account-status.js';
import { Role } from '../domain/roles.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';

const HELD = statement(
  'role.held-by',
  `SELECT role, institution_id AS "institutionId", department_id AS "departmentId", valid_from AS "validFrom",
     valid_to AS "validTo"
   FROM role_assignments WHERE staff_id = $1`,
);
const LOCK = statement(
  'role.lock',
  `SELECT id, staff_id AS "staffId", role, institution_id AS "institutionId", department_id AS "departmentId",
     valid_from AS "validFrom", valid_to AS "validTo"
   FROM role_assignments WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
);
const HOLDS_ANY = statement(
  'role.holds-any',
  `SELECT 1 FROM role_assignments WHERE staff_id = $1 AND institution_id = $2
     AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3) LIMIT 1`,
);
const DEPARTMENT = statement('role.department', 'SELECT 1 FROM departments WHERE id = $1 AND institution_id = $2');
// Roles and accounts are locked in one order, so that of the last two security administrators only one can be taken away.
const LOCK_SECURITY_ADMINS = statement(
  'role.lock-security-admins',
  `SELECT r.staff_id AS "staffId" FROM role_assignments r JOIN accounts a ON a.staff_id = r.staff_id
   WHERE r.institution_id = $1 AND r.role = '${Role.SECURITY_ADMIN}' AND a.status = '${AccountStatus.ACTIVE}'
     AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2)
   ORDER BY r.id FOR UPDATE OF r, a`,
);

const END_ALL = statement(
  'role.end-all',
  `UPDATE role_assignments SET valid_to = greatest(valid_from, $2) WHERE staff_id = $1 AND (valid_to IS NULL OR valid_to > $2)
   RETURNING id, staff_id AS "staffId", role, institution_id AS "institutionId", department_id AS "departmentId",
     valid_from AS "validFrom", valid_to AS "validTo"`,
);

@Injectable()
export class RoleAssignmentRepository {
  async insert(tx: Transaction, assignment: RoleAssignmentEntity): Promise<void> {
    await tx.manager.insert(RoleAssignmentEntity, assignment);
  }

  /** Every assignment of a person, also past ones and those of other institutions. */
  listHeldBy(tx: Transaction, staffId: string): Promise<RoleAssignmentEntity[]> {
    return tx.query<RoleAssignmentEntity>(HELD, [staffId]);
  }

  lock(tx: Transaction, id: string, institutionId: string): Promise<RoleAssignmentEntity | null> {
    return tx.first<RoleAssignmentEntity>(LOCK, [id, institutionId]);
  }

  async holdsAny(tx: Transaction, staffId: string, institutionId: string): Promise<boolean> {
    return (await tx.first(HOLDS_ANY, [staffId, institutionId, tx.now])) !== null;
  }

  async isDepartmentOf(tx: Transaction, departmentId: string, institutionId: string): Promise<boolean> {
    return (await tx.first(DEPARTMENT, [departmentId, institutionId])) !== null;
  }

  /** Who can manage the accounts of an institution now; nobody else can take that from them until the transaction ends. */
  async lockSecurityAdmins(tx: Transaction, institutionId: string): Promise<string[]> {
    const rows = await tx.query<{ staffId: string }>(LOCK_SECURITY_ADMINS, [institutionId, tx.now]);
    return rows.map(({ staffId }) => staffId);
  }

  /** Takes everything back that somebody holds now or later, wherever. @returns what was taken back */
  endAllOf(tx: Transaction, staffId: string): Promise<RoleAssignmentEntity[]> {
    return tx.query<RoleAssignmentEntity>(END_ALL, [staffId, tx.now]);
  }

  async end(tx: Transaction, { id, validFrom }: RoleAssignmentEntity): Promise<void> {
    const validTo = validFrom > tx.now ? validFrom : tx.now;
    await tx.manager.update(RoleAssignmentEntity, { id }, { validTo });
  }
}
