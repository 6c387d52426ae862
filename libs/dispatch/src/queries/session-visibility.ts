import { Role } from '#identity';
import { InvalidInputError, daysBetween, type LocalDate } from '#kernel';
import { actingFor, holdsRole, type ActorContext, type Parameters } from '#platform';

const LONGEST_LOOK_DAYS = 93;
const PLANNERS = [Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS, Role.DIRECTOR] as const;

/** A quarter of a year at most. @throws InvalidInputError */
export function requireLookable(fromDay: LocalDate, toDay: LocalDate, path = 'toDay'): void {
  const length = daysBetween(fromDay, toDay);
  if (length < 0) throw new InvalidInputError([{ path, constraint: 'PERIOD_EMPTY' }]);
  if (length >= LONGEST_LOOK_DAYS) throw new InvalidInputError([{ path, constraint: 'PERIOD_TOO_LONG' }]);
}

/** Whether somebody looks after the rotas of their institution. */
export const overseesRotas = (actor: ActorContext): boolean => PLANNERS.some((role) => holdsRole(actor, role));

/** SQL that is true for the sessions (alias `x`) that are the actor's business; as host of guests not, where `ofHomeAlone`. */
export function visibleTo(actor: ActorContext, parameters: Parameters, ofHomeAlone = false): string {
  const ofInstitution = (column: string): string => `${column} = ${parameters.add(actor.institutionId)}`;
  const scopes = [`x.expert_id = ${parameters.add(actingFor(actor))}`];
  if (overseesRotas(actor)) scopes.push(ofInstitution('x.institution_id'));
  // Whoever works at a township sees who comes; an expert sees their own way alone.
  if (!ofHomeAlone && !holdsRole(actor, Role.EXPERT)) scopes.push(ofInstitution('x.township_id'));
  return `(${scopes.join(' OR ')})`;
}
