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

/** SQL that is true for the reports (alias `r`) that exist for the actor; who ordered or recognised sees what has been published. */
export function reportVisibleTo({ institutionId }: ActorContext, _now: Date, parameters: Parameters): string {
  const own = parameters.add(institutionId);
  // Whoever relies on one version sees what became of it.
  const recognised = `EXISTS (SELECT 1 FROM lab_reports rv JOIN recognition_decisions d ON d.report_id = rv.id
    WHERE rv.specimen_id = r.specimen_id AND d.institution_id = ${own} AND d.decision = 'RECOGNIZED')`;
  return `(r.institution_id = ${own}
    OR (r.published_at IS NOT NULL AND (r.ordering_institution_id = ${own} OR ${recognised})))`;
}
