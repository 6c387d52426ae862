import { Role } from '#identity';
import { SYSTEM_ACCOUNT_ID, holdsRole, type ActorContext } from '#platform';
import type { SecondmentFacts } from '../domain/secondment.transitions.js';
import type { SecondmentRow } from './secondment.repository.js';
import { plansRotas } from './rota-scope.js';

/** What the rules of a secondment look at; null where it does not exist for the actor. */
export function secondmentFactsOf(
  actor: ActorContext,
  { institutionId, hostInstitutionId }: Pick<SecondmentRow, 'institutionId' | 'hostInstitutionId'>,
): SecondmentFacts | null {
  if (![institutionId, hostInstitutionId].includes(actor.institutionId)) return null;
  return {
    isPlanner: actor.institutionId === institutionId && plansRotas(actor),
    isHostHead: actor.institutionId === hostInstitutionId && holdsRole(actor, Role.TOWNSHIP_HEAD),
    isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
  };
}
