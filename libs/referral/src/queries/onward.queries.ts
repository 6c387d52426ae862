import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { Database, project, statement, type ActorContext, type Selection } from '#platform';
import { onwardView } from './referral.views.js';

/** Reads referrals beyond the alliance for the referral centre that moves them. */
@Injectable()
export class OnwardQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFoundError where it does not exist for the actor */
  async get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    const { json, joins } = project(onwardView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM onward_referrals og JOIN referrals r ON r.id = og.parent_id ${joins}
      WHERE og.id = $1 AND r.to_institution_id = $2`;
    const row = await this.database.first<{ node: Node }>(statement('referral.onward-get', sql), [
      id,
      actor.institutionId,
    ]);
    if (!row) throw new NotFoundError('OnwardReferral', id);
    return row.node;
  }
}
