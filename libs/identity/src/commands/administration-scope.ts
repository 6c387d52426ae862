import { isSystem, type ActorContext } from '#platform';

/** Whether the actor gives accounts and roles there: at the own institution, and the platform itself at all of them. */
export function administers(actor: ActorContext, institutionId: string): boolean {
  return isSystem(actor) || actor.institutionId === institutionId;
}
