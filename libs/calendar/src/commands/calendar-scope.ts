import { Role } from '#identity';
import { ForbiddenError, NotFoundError } from '#kernel';
import { actingFor, holdsRole, statement, type ActorContext, type Queryable } from '#platform';

const INSTITUTION = statement(
  'calendar.institution-of-expert',
  'SELECT institution_id AS "institutionId" FROM staff WHERE id = $1 AND active',
);

/** 医务科 and its rota managers keep the calendars of their institution's experts. */
const PLANNERS = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS] as const;
/** Whoever else has to know when experts are free. */
const READERS = [...PLANNERS, Role.CONSULT_COORDINATOR, Role.DIRECTOR] as const;

const holdsOne = (actor: ActorContext, roles: readonly string[]): boolean =>
  roles.some((role) => holdsRole(actor, role));

/** Whether the actor keeps calendars of others. */
const keepsCalendars = (actor: ActorContext): boolean => holdsOne(actor, PLANNERS);

/** Whether the actor sees a calendar of their institution: their own, or all of them. */
export function seesCalendar(actor: ActorContext, expertId: string): boolean {
  return expertId === actingFor(actor) || holdsOne(actor, READERS);
}

/**
 * An expert whose calendar the actor may write: their own, or one of the institution that they plan for.
 * @throws NotFoundError for somebody of another institution; ForbiddenError for a colleague's calendar
 */
export async function requireKeeping(on: Queryable, actor: ActorContext, expertId: string): Promise<void> {
  const [expert] = await on.query<{ institutionId: string }>(INSTITUTION, [expertId]);
  if (expert?.institutionId !== actor.institutionId) throw new NotFoundError('Expert', expertId);
  if (expertId !== actingFor(actor) && !keepsCalendars(actor)) throw new ForbiddenError();
}
