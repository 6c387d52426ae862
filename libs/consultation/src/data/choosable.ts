import { NotFoundError } from '#kernel';
import { statement, type Queryable } from '#platform';

/** Somebody who may be chosen. */
export interface Choosable {
  readonly staffId: string;
  readonly institutionId: string;
  readonly practiceStartedOn: string | null;
}

/** SQL of a list of those of the people who work somewhere, in any order. @param ids placeholder of their ids */
export const choosableSql = (ids: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('staffId', s.id, 'institutionId', s.institution_id,
     'practiceStartedOn', s.practice_started_on)), '[]'::json) FROM staff s WHERE s.id = ANY(${ids}::uuid[]) AND s.active)`;

const CHOOSABLE = statement('consultation.choosable', `SELECT ${choosableSql('$1')} AS found`);

/** All of the people, in the order given. @throws NotFoundError where one of them does not work anywhere */
export async function readChoosable(on: Queryable, staffIds: readonly string[]): Promise<Choosable[]> {
  if (staffIds.length === 0) return [];
  const [row] = await on.query<{ found: Choosable[] }>(CHOOSABLE, [[...staffIds]]);
  return allOf(row!.found, staffIds);
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
