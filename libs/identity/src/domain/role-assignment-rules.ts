import { isEmpty, overlaps, type Interval } from '#kernel';
import { RoleRule } from './errors.js';
import { Role, administratorRoles } from './roles.js';

/** A role somebody holds or is to hold; `validTo` null means until it is taken back. */
export interface Assignment {
  readonly role: string;
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** Later than any date that means something; makes an open end comparable. */
const OPEN_END = new Date('9999-12-31T00:00:00Z');

/**
 * The first rule against giving somebody a role, or null.
 *
 * @param held every assignment of the person, at whatever institution
 */
export function brokenRoleRule(wanted: Assignment, held: readonly Assignment[], now: Date): RoleRule | null {
  if (wanted.role === Role.API_CLIENT) return RoleRule.NotForPeople;
  if (isAdministrator(wanted) && wanted.departmentId !== null) return RoleRule.WholeInstitution;
  if (isEmpty(periodOf(wanted)) || (wanted.validTo && wanted.validTo <= now)) return RoleRule.Period;
  const meanwhile = held.filter((other) => overlaps(periodOf(wanted), periodOf(other)));
  if (meanwhile.some((other) => isSame(wanted, other))) return RoleRule.AlreadyHeld;
  if (meanwhile.some((other) => mustStayApart(wanted, other))) return RoleRule.AdministratorsApart;
  return null;
}

function isAdministrator({ role }: Assignment): boolean {
  return administratorRoles.includes(role as Role);
}

function mustStayApart(one: Assignment, other: Assignment): boolean {
  return one.role !== other.role && (isAdministrator(one) || isAdministrator(other));
}

function isSame(one: Assignment, other: Assignment): boolean {
  return (
    one.role === other.role && one.institutionId === other.institutionId && one.departmentId === other.departmentId
  );
}

function periodOf({ validFrom, validTo }: Assignment): Interval {
  return { start: validFrom, end: validTo ?? OPEN_END };
}
