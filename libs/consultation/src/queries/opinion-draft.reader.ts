import { Injectable } from '@nestjs/common';
import {
  BatchReader,
  Database,
  Parameters,
  actingFor,
  project,
  statement,
  type ActorContext,
  type Selection,
} from '#platform';
import { opinionView } from './consultation.views.js';

interface Draft extends Record<string, unknown> {
  readonly consultationId: string;
  readonly opinion: unknown;
}

/** The version that is being written and signed: shown to those who accepted, and to nobody else before it is delivered. */
@Injectable()
export class OpinionDrafts extends BatchReader<string, object> {
  constructor(private readonly database: Database) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(object | null)[]> {
    const parameters = new Parameters();
    const sql = `SELECT o.consultation_id AS "consultationId", ${WHOLE} AS opinion FROM consultation_opinions o
      WHERE o.consultation_id = ANY(${parameters.add(ids)}::uuid[]) AND o.state = 'DRAFTED'
        AND EXISTS (SELECT 1 FROM consultation_invitations v WHERE v.consultation_id = o.consultation_id
          AND v.expert_staff_id = ${parameters.add(actingFor(actor))} AND v.state = 'ACCEPTED')`;
    const rows = await this.database.query<Draft>(statement('consultation.opinion-drafts', sql), parameters.values);
    const drafts = new Map(rows.map(({ consultationId, opinion }) => [consultationId, opinion as object]));
    return ids.map((id) => drafts.get(id) ?? null);
  }
}

const leaf: Selection = { fields: new Map(), key: '' };
const chosen = (names: readonly string[]): [string, Selection][] => names.map((name) => [name, leaf]);
const SIGNATURES: Selection = { fields: new Map(chosen(['staffName', 'contentHash', 'signedAt'])), key: 'signatures' };
const WHOLE = project(opinionView, {
  fields: new Map([...chosen(Object.keys(opinionView.columns)), ['signatures', SIGNATURES]]),
  key: 'opinion-draft',
}).json;
