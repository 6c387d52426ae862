import type { ActorContext, Parameters } from '#platform';

/** SQL that is true for the specimens (alias `s`) that exist for the actor: where they are taken and examined. */
export function specimenVisibleTo({ institutionId }: ActorContext, _now: Date, parameters: Parameters): string {
  const own = parameters.add(institutionId);
  return `(s.from_institution_id = ${own} OR s.to_institution_id = ${own})`;
}

/** SQL that is true for the boxes (alias `b`) that exist for the actor. */
export function boxVisibleTo({ institutionId }: ActorContext, _now: Date, parameters: Parameters): string {
  const own = parameters.add(institutionId);
  return `(b.from_institution_id = ${own} OR (b.to_institution_id = ${own} AND b.dispatched_at IS NOT NULL))`;
}
