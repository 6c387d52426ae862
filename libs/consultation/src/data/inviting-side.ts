import type { Interval } from '#kernel';

/** SQL of the institution's own hours at an instant, as one JSON object; null where it has none. */
export const ownHoursSql = (institutionId: string, at: string): string =>
  `(SELECT json_build_object('morningFrom', morning_from, 'morningTo', morning_to, 'afternoonFrom', afternoon_from,
     'afternoonTo', afternoon_to) FROM consultation_hours
    WHERE institution_id = ${institutionId} AND effective_from <= ${at} AND (effective_to IS NULL OR effective_to > ${at}))`;

/** Since when, and until when, if ever, an institution may ask another one; instants as JSON writes them. */
export interface Agreement {
  readonly institutionId: string;
  readonly start: string;
  readonly end: string | null;
}

/** SQL of all agreements of the institution that have not ended at an instant, as a JSON list. */
export const agreementsSql = (institutionId: string, at: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('institutionId', invited_institution_id, 'start', effective_from,
      'end', effective_to)), '[]'::json) FROM cooperation_agreements
    WHERE inviting_institution_id = ${institutionId} AND (effective_to IS NULL OR effective_to > ${at}))`;

/** What has no end ends as late as a `Date` reaches. */
const NEVER = new Date(8.64e15);

export const periodOf = ({ start, end }: Agreement): Interval => ({
  start: new Date(start),
  end: end === null ? NEVER : new Date(end),
});
