import type { HeldRole } from '#platform';
import { isHandedOn, isInForce } from '../data/delegated-roles.js';
import { permissionsBeforePasswordChange, permissionsOf } from '../domain/role-permissions.js';

const HANDED_ON = `r.role || ':' || coalesce(coalesce(r.department_id, g.department_id)::text, '')`;

/**
 * SQL of what the person of account `a` holds at the institution of session `s` at the instant `$2`, as one text
 * `ROLE:department,ROLE:` in a fixed order: cheap to read, and a key for what follows from it. Whoever acts in somebody's
 * name holds what that delegation hands on instead: never both, and nothing once it has ended.
 */
export const HELD_ROLES = `CASE WHEN s.delegation_id IS NULL THEN (
    SELECT string_agg(r.role || ':' || coalesce(r.department_id::text, ''), ',' ORDER BY r.role, r.department_id)
    FROM role_assignments r
    WHERE r.staff_id = a.staff_id AND r.institution_id = s.institution_id
      AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2))
  ELSE (
    SELECT string_agg(DISTINCT ${HANDED_ON}, ',' ORDER BY ${HANDED_ON})
    FROM delegations g JOIN role_assignments r ON ${isHandedOn('$2')}
    WHERE g.id = s.delegation_id AND g.delegate_staff_id = a.staff_id AND g.institution_id = s.institution_id
      AND ${isInForce('$2')}) END`;

/** SQL of the staff member in whose name session `s` acts, also when the delegation no longer counts; null for oneself. */
export const ON_BEHALF_OF = '(SELECT b.delegator_staff_id FROM delegations b WHERE b.id = s.delegation_id)';

/** What follows from the roles of a session. */
export interface Held {
  readonly roles: readonly HeldRole[];
  readonly permissions: ReadonlySet<string>;
}

/** Far more than a county has combinations of roles and departments. */
const MOST_ENTRIES = 5_000;
const BEFORE_PASSWORD_CHANGE: Held = { roles: [], permissions: new Set(permissionsBeforePasswordChange) };

/** Parses each combination of roles once; many people hold the same one, and everybody holds theirs all day. */
export class HeldRolesCache {
  private readonly entries = new Map<string, Held>();

  /** @param text as {@link HELD_ROLES} writes it */
  of(text: string, mustChangePassword: boolean): Held {
    if (mustChangePassword) return BEFORE_PASSWORD_CHANGE;
    const known = this.entries.get(text);
    if (known) return known;
    const roles = text === '' ? [] : text.split(',').map(heldRole);
    const held = { roles, permissions: permissionsOf(roles.map(({ role }) => role)) };
    if (this.entries.size >= MOST_ENTRIES) this.entries.clear();
    this.entries.set(text, held);
    return held;
  }
}

function heldRole(text: string): HeldRole {
  const [role = '', departmentId] = text.split(':');
  return { role, departmentId: departmentId || null };
}
