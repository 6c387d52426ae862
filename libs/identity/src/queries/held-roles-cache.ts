import type { HeldRole } from '#platform';
import { permissionsBeforePasswordChange, permissionsOf } from '../domain/role-permissions.js';

/**
 * SQL of what the person of account `a` holds at the institution of session `s` at the instant `$2`, as one text
 * `ROLE:department,ROLE:` in a fixed order: cheap to read, and a key for what follows from it.
 */
export const HELD_ROLES = `(
  SELECT string_agg(r.role || ':' || coalesce(r.department_id::text, ''), ',' ORDER BY r.role, r.department_id)
  FROM role_assignments r
  WHERE r.staff_id = a.staff_id AND r.institution_id = s.institution_id
    AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2))`;

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
