import { Injectable } from '@nestjs/common';
import { BatchReader, Database, statement, type ActorContext } from '#platform';
import type { ReferralState } from '../domain/referral-state.js';

/** Another referral of the same way, as much as whoever sees this one may know of it. */
export interface LinkedReferral {
  readonly id: string;
  readonly referralNo: string | null;
  readonly state: ReferralState;
  readonly toInstitutionName: string;
  readonly toDepartmentName: string;
}

/** What a referral goes on as, and what answers it. */
export interface LinkedReferrals {
  readonly children: readonly LinkedReferral[];
  readonly answeredBy: readonly LinkedReferral[];
}

/** Referrals (alias `l`) that follow from one, oldest first. What is not sent yet exists for its own institution alone. */
const followingSql = (column: 'parent_id' | 'answers_id'): string =>
  `(SELECT coalesce(json_agg(json_build_object('id', l.id, 'referralNo', l.referral_no, 'state', l.state,
      'toInstitutionName', i.name, 'toDepartmentName', d.name) ORDER BY l.id), '[]'::json)
    FROM (SELECT * FROM referrals l WHERE l.${column} = asked.id
            AND (l.received_at IS NOT NULL OR l.from_institution_id = $2) ORDER BY l.id LIMIT 10) l
    JOIN institutions i ON i.id = l.to_institution_id JOIN departments d ON d.id = l.to_department_id)`;
const LINKED = statement(
  'referral.linked',
  `SELECT asked.id, ${followingSql('parent_id')} AS children, ${followingSql('answers_id')} AS "answeredBy"
   FROM unnest($1::uuid[]) AS asked(id)`,
);

/** What has become of a page of referrals, for whoever sees them. */
@Injectable()
export class LinkedReferralsReader extends BatchReader<string, LinkedReferrals> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany({ institutionId }: ActorContext, ids: readonly string[]): Promise<(LinkedReferrals | null)[]> {
    const rows = await this.database.query<LinkedReferrals & { id: string }>(LINKED, [ids, institutionId]);
    const byId = new Map(rows.map(({ id, ...links }) => [id, links]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
