import { delegableRoles, rolesByDepartment } from '../domain/delegation.js';
import { AccountStatus } from '../domain/account-status.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** SQL that is true where the staff member works at the institution and can sign in, or holds a role there; all are SQL. */
export const isActiveThere = (staff: string, institution: string, at: string): string =>
  `EXISTS (SELECT 1 FROM staff w JOIN accounts wa ON wa.staff_id = w.id
    WHERE w.id = ${staff} AND w.active AND wa.status = '${AccountStatus.ACTIVE}'
      AND (w.institution_id = ${institution} OR EXISTS (SELECT 1 FROM role_assignments wr WHERE wr.staff_id = w.id
        AND wr.institution_id = ${institution} AND wr.valid_from <= ${at} AND (wr.valid_to IS NULL OR wr.valid_to > ${at}))))`;

/** SQL that is true for a delegation (alias `g`) that counts at that time: both people can sign in and are active there. */
export const isInForce = (at: string): string =>
  `g.ended_at IS NULL AND g.valid_from <= ${at} AND g.valid_to > ${at}
    AND ${isActiveThere('g.delegate_staff_id', 'g.institution_id', at)}
    AND ${isActiveThere('g.delegator_staff_id', 'g.institution_id', at)}`;

/**
 * SQL of the delegator's roles (alias `r`) that a delegation (alias `g`) hands on at that time: what they hold now, and of
 * what they hold for the whole institution, for one department alone, only what a department narrows.
 */
export const isHandedOn = (at: string): string =>
  `r.staff_id = g.delegator_staff_id AND r.institution_id = g.institution_id AND r.role IN (${list(delegableRoles)})
    AND r.valid_from <= ${at} AND (r.valid_to IS NULL OR r.valid_to > ${at})
    AND (g.department_id IS NULL OR r.department_id = g.department_id
      OR (r.department_id IS NULL AND r.role IN (${list(rolesByDepartment)})))`;
