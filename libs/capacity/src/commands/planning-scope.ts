import { Role } from '#identity';
import { ForbiddenError, NotFoundError } from '#kernel';
import type { StaffingDirectory } from '#organization';
import { departmentsOf, type ActorContext, type Transaction } from '#platform';

/** The referral centre and the administrator plan for their institution, a head for the department. */
const PLANNERS = [Role.REFERRAL_COORDINATOR, Role.DEPT_HEAD, Role.SYSTEM_ADMIN];
/** The ward tells its beds; the referral centre tells what it hears on the telephone. */
const WARD = [Role.COUNTY_DOCTOR, Role.DEPT_HEAD, Role.REFERRAL_COORDINATOR];

/** @throws ForbiddenError where somebody else of the institution plans */
export function requirePlanning(actor: ActorContext, departmentId: string): void {
  requireRole(actor, departmentId, PLANNERS);
}

/** A system of the hospital speaks for all its wards. @throws ForbiddenError where it is the ward of another department */
export function requireWard(actor: ActorContext, departmentId: string): void {
  if (actor.machine) return;
  requireRole(actor, departmentId, WARD);
}

/** A department by its institution, which whoever plans for it may have to tell. */
export interface PlannedDepartment {
  readonly institutionId: string;
  readonly departmentId: string;
}

/** Keeps everybody else from planning for the department. @throws NotFoundError where the actor's institution lacks it */
export async function lockDepartment(directory: StaffingDirectory, tx: Transaction, id: string): Promise<void> {
  const [found] = await directory.lockDepartments(tx, tx.actor.institutionId, [id]);
  if (!found) throw new NotFoundError('Department', id);
}

function requireRole(actor: ActorContext, departmentId: string, roles: readonly Role[]): void {
  const { all, departmentIds } = departmentsOf(actor, roles);
  if (!all && !departmentIds.includes(departmentId)) throw new ForbiddenError();
}
