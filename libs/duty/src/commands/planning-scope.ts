import { Role } from '#identity';
import { ForbiddenError } from '#kernel';
import { departmentsOf, type ActorContext } from '#platform';

/** A head plans for the department; 医务科 with its rota managers, and a township's head, for the whole institution. */
const PLANNERS = [Role.DEPT_HEAD, Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS, Role.TOWNSHIP_HEAD];

/** Whether the actor plans duty there; null is the institution as a whole. */
export function mayPlan(actor: ActorContext, departmentId: string | null): boolean {
  const { all, departmentIds } = departmentsOf(actor, PLANNERS);
  return all || (departmentId !== null && departmentIds.includes(departmentId));
}

/** @throws ForbiddenError where somebody else of the institution has to plan */
export function requirePlanning(actor: ActorContext, departmentIds: Iterable<string | null>): void {
  for (const departmentId of departmentIds) if (!mayPlan(actor, departmentId)) throw new ForbiddenError();
}
