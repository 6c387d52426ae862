import type { ActorContext, Parameters } from '#platform';

const COLUMNS = ['ordering_institution_id', 'performing_institution_id', 'reading_institution_id'] as const;

/** SQL that is true for the exams that an institution has ordered, performs or reads, or whose result it has recognised. */
const concerns = (alias: string, institutionId: string): string =>
  `(${institutionId} IN (${COLUMNS.map((column) => `${alias}.${column}`).join(', ')})
    OR EXISTS (SELECT 1 FROM recognition_decisions d WHERE d.report_id = ${alias}.id
      AND d.institution_id = ${institutionId} AND d.decision = 'RECOGNIZED'))`;

/** SQL that is true for the exams (alias `e`) that exist for the actor. */
export const visibleTo = ({ institutionId }: ActorContext, _now: Date | null, parameters: Parameters): string =>
  concerns('e', parameters.add(institutionId));

/** The same for versions of reports (alias `r`): where it is read, all of them; elsewhere what has been published. */
export function reportVisibleTo({ institutionId }: ActorContext, _now: Date | null, parameters: Parameters): string {
  const own = parameters.add(institutionId);
  return `(r.reading_institution_id = ${own} OR (r.published_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM exams v WHERE v.id = r.exam_id AND ${concerns('v', own)})))`;
}
