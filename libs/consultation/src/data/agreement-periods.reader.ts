import { Injectable } from '@nestjs/common';
import type { Interval } from '#kernel';
import { statement, type Queryable } from '#platform';

const PERIODS = statement(
  'consultation.agreements-from',
  `SELECT invited_institution_id AS "institutionId", effective_from AS start, effective_to AS end
   FROM cooperation_agreements
   WHERE inviting_institution_id = $1 AND invited_institution_id = ANY($2::uuid[]) AND (effective_to IS NULL OR effective_to > $3)`,
);

/** What has no end ends as late as a `Date` reaches. */
const NEVER = new Date(8.64e15);

/** Reads when which institutions may be asked. */
@Injectable()
export class AgreementPeriods {
  /** When each of the institutions has an agreement with the inviting one, as far as it lies after `from`; by their ids. */
  async of(
    on: Queryable,
    invitingInstitutionId: string,
    institutionIds: readonly string[],
    from: Date,
  ): Promise<ReadonlyMap<string, readonly Interval[]>> {
    const rows = await on.query<{ institutionId: string; start: Date; end: Date | null }>(PERIODS, [
      invitingInstitutionId,
      [...institutionIds],
      from,
    ]);
    const periods = Map.groupBy(rows, ({ institutionId }) => institutionId);
    return new Map(
      institutionIds.map((id) => {
        const own = periods.get(id) ?? [];
        return [id, own.map(({ start, end }) => ({ start, end: end ?? NEVER }))];
      }),
    );
  }
}
