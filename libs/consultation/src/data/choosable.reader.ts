import { NotFoundError } from '#kernel';
import { statement, type Queryable } from '#platform';

const CHOOSABLE = statement(
  'consultation.choosable',
  `SELECT s.id AS "staffId", s.institution_id AS "institutionId", s.practice_started_on::text AS "practiceStartedOn"
   FROM staff s WHERE s.id = ANY($1::uuid[]) AND s.active`,
);

/** Somebody who may be chosen. */
export interface Choosable {
  readonly staffId: string;
  readonly institutionId: string;
  readonly practiceStartedOn: string | null;
}

/** Those of the people who work somewhere, in any order. */
export function readChoosable(on: Queryable, staffIds: readonly string[]): Promise<Choosable[]> {
  if (staffIds.length === 0) return Promise.resolve([]);
  return on.query<Choosable & Record<string, unknown>>(CHOOSABLE, [[...staffIds]]);
}

/** All of the people, in the order given. @throws NotFoundError where one of them is not among those who were found */
export function allOf(found: readonly Choosable[], staffIds: readonly string[]): Choosable[] {
  const byId = new Map(found.map((one) => [one.staffId, one]));
  return staffIds.map((id) => {
    const one = byId.get(id);
    if (!one) throw new NotFoundError('Expert', id);
    return one;
  });
}
