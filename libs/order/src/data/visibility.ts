import type { ActorContext, Parameters } from '#platform';

/** SQL that is true for the orders (alias `o`) that an institution has written. */
export const sentBy = (institutionId: string): string => `o.from_institution_id = ${institutionId}`;

/** The same for those that have been sent to it. */
export const receivedBy = (institutionId: string): string =>
  `o.to_institution_id = ${institutionId} AND o.ordered_at IS NOT NULL`;

/** SQL that is true for the orders (alias `o`) that exist for the actor. */
export function visibleTo({ institutionId }: ActorContext, _now: Date, parameters: Parameters): string {
  const own = parameters.add(institutionId);
  return `(${sentBy(own)} OR (${receivedBy(own)}))`;
}
