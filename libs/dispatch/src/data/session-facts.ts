import { Role } from '#identity';
import { SYSTEM_ACCOUNT_ID, actingFor, holdsRole, peopleBehind, type ActorContext } from '#platform';
import type { SessionFacts } from '../domain/session.lifecycle.js';
import type { SessionRow } from './session.repository.js';

/** Whose it is, where it is, and who planned it. */
export function knowsSession(actor: ActorContext, { expertId, institutionId, townshipId }: SessionRow): boolean {
  return [institutionId, townshipId].includes(actor.institutionId) || expertId === actingFor(actor);
}

/** What the rules of a session look at. */
export function sessionFactsOf(
  actor: ActorContext,
  row: SessionRow,
  at: Pick<SessionFacts, 'now' | 'limits'>,
): SessionFacts {
  const plans = actor.institutionId === row.institutionId;
  return {
    ...at,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    day: row.day,
    expertId: row.expertId,
    swapExpertId: row.swapExpertId,
    people: peopleBehind(actor),
    isExpert: row.expertId === actingFor(actor),
    isManager: plans && (holdsRole(actor, Role.ROTA_MANAGER) || holdsRole(actor, Role.MEDICAL_AFFAIRS)),
    isMedicalAffairs: plans && holdsRole(actor, Role.MEDICAL_AFFAIRS),
    isTownshipHead: actor.institutionId === row.townshipId && holdsRole(actor, Role.TOWNSHIP_HEAD),
    isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
  };
}
