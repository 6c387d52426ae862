import { Role } from '#identity';
import { actingFor, holdsRole, type ActorContext, type Parameters } from '#platform';

/** Roles that answer for patients of their institution. */
export const CLINICAL: readonly Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.MEDICAL_AFFAIRS,
  Role.GENERAL_DUTY,
];
/** Roles of the centre that has found it. */
export const CENTRAL: readonly Role[] = [Role.REPORTER, Role.REVIEWER, Role.CENTER_HEAD];

export const holdsOne = (actor: ActorContext, roles: readonly Role[]): boolean =>
  roles.some((role) => holdsRole(actor, role));

/** SQL that is true where the chain has turned to the actor; `c` is the critical value. */
export function toldSql(actor: ActorContext, parameters: Parameters): string {
  return `EXISTS (SELECT 1 FROM critical_value_turns t
    WHERE t.critical_value_id = c.id AND ${parameters.add(actingFor(actor))}::uuid = ANY(t.staff_ids))`;
}

/** SQL of the sides that the actor is on, which exclude each other. */
export function sidesOf(actor: ActorContext, parameters: Parameters): string[] {
  const institution = parameters.add(actor.institutionId);
  const orders = holdsOne(actor, [...CLINICAL, Role.QUALITY]);
  const ordered = `c.ordering_institution_id = ${institution}`;
  const isCentre = holdsOne(actor, [...CENTRAL, Role.MEDICAL_AFFAIRS, Role.QUALITY]);
  const other = orders ? ` AND c.ordering_institution_id <> ${institution}` : '';
  return [...(orders ? [ordered] : []), ...(isCentre ? [`c.centre_institution_id = ${institution}${other}`] : [])];
}

/** SQL of what exists for the actor (alias `c`): on their side of it, or because it was their turn. */
export function visibleTo(actor: ActorContext, _now: Date | null, parameters: Parameters): string {
  const sides = [...sidesOf(actor, parameters), toldSql(actor, parameters)];
  return `(${sides.map((side) => `(${side})`).join(' OR ')})`;
}
