import { Injectable } from '@nestjs/common';
import { BatchReader, Database, statement, type ActorContext } from '#platform';
import type { RoutingFilter } from '../domain/routing.js';

export interface RoutingChoiceView {
  readonly chosenRank: number | null;
  readonly chosenScore: number | null;
  readonly failingFilter: RoutingFilter | null;
  readonly candidates: number;
  readonly suggested: readonly {
    readonly departmentId: string;
    readonly departmentName: string;
    readonly rank: number;
    readonly score: number | null;
  }[];
  readonly reasonCode: string | null;
  readonly chosenAt: Date;
}

const NEWEST = statement(
  'referral.routing-choices',
  `SELECT DISTINCT ON (c.referral_id) c.referral_id AS "referralId", c.chosen_rank AS "chosenRank",
     c.chosen_score AS "chosenScore", c.failing_filter AS "failingFilter", c.candidates,
     (SELECT coalesce(json_agg(json_build_object('departmentId', s."departmentId", 'departmentName', d.name,
        'rank', s.rank, 'score', s.score) ORDER BY s.rank), '[]'::json)
      FROM jsonb_to_recordset(c.suggested) AS s("departmentId" uuid, rank int, score float8)
      JOIN departments d ON d.id = s."departmentId") AS suggested,
     c.reason_code AS "reasonCode", c.chosen_at AS "chosenAt"
   FROM referral_routing_choices c WHERE c.referral_id = ANY($1::uuid[]) ORDER BY c.referral_id, c.id DESC`,
);

/** What was chosen against what was suggested, at the last submit of each of a page's referrals. */
@Injectable()
export class RoutingChoiceReader extends BatchReader<string, RoutingChoiceView> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany(_actor: ActorContext, ids: readonly string[]): Promise<(RoutingChoiceView | null)[]> {
    const rows = await this.database.query<RoutingChoiceView & { referralId: string }>(NEWEST, [ids]);
    const byId = new Map(rows.map(({ referralId, ...choice }) => [referralId, choice]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
