import { Injectable } from '@nestjs/common';
import { NotFoundError, pageOf } from '#kernel';
import {
  AuditTrail,
  Cipher,
  Database,
  decodeIdCursor,
  encodeIdCursor,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
} from '#platform';
import { NotificationContext } from '../data/notification-context.js';
import { NamesReader } from '../data/names.reader.js';
import type { CallState } from '../domain/call-outcome.js';
import { Medium } from '../domain/medium.js';
import type { NoticeParameters } from '../domain/placeholders.js';
import type { OutsideRelation } from '../domain/relation.js';
import { render } from '../domain/template.js';
import { wordsFor } from '../domain/words.js';

/** A call to be made: whom, where, and what to say. */
export interface CallTask {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly relation: OutsideRelation;
  readonly phone: string | null;
  readonly title: string;
  readonly body: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly state: CallState;
  readonly attempts: number;
  readonly createdAt: Date;
}

type CallRow = CallTask & { readonly parameters: NoticeParameters } & Record<string, unknown>;

const CALLS = `SELECT c.id, c.version, c.patient_id AS "patientId", c.relation, c.phone_ciphertext AS phone, c.state,
    c.attempts, c.created_at AS "createdAt", a.parameters, a.subject_type AS "subjectType", a.subject_id AS "subjectId",
    t.title, t.body
  FROM notice_calls c JOIN notice_announcements a ON a.id = c.announcement_id
  JOIN notice_templates t ON t.code = a.template_code AND t.version = a.template_version
    AND t.medium = '${Medium.INBOX}' AND t.locale = $2
  WHERE c.institution_id = $1`;
const OPEN = statement(
  'notice-calls.open',
  `${CALLS} AND c.ended_at IS NULL AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4`,
);
const GET = statement('notice-calls.get', `${CALLS} AND c.id = $3`);
const BASIS = 'CALL';

/** Calls that somebody at the actor's institution has to make; every look at their telephones is logged. */
@Injectable()
export class CallQueries {
  constructor(
    private readonly database: Database,
    private readonly names: NamesReader,
    private readonly cipher: Cipher,
    private readonly auditTrail: AuditTrail,
  ) {}

  /** Those that are open, the oldest first. */
  async listOpen(actor: ActorContext, first: number, after: string | null): Promise<Connection<CallTask>> {
    const behind = after === null ? null : decodeIdCursor(after);
    const { institutionId, origin } = actor;
    const rows = await this.database.query<CallRow>(OPEN, [institutionId, origin.locale, behind, first + 1]);
    const { items, ...ends } = pageOf(rows, first, ({ id }) => encodeIdCursor(id));
    return toConnection({ ...ends, items: await this.shown(actor, items) });
  }

  /** @throws NotFoundError where it belongs to another institution */
  async get(actor: ActorContext, id: string): Promise<CallTask> {
    const rows = await this.database.query<CallRow>(GET, [actor.institutionId, actor.origin.locale, id]);
    const [call] = await this.shown(actor, rows);
    if (!call) throw new NotFoundError('Call', id);
    return call;
  }

  private async shown(actor: ActorContext, rows: readonly CallRow[]): Promise<CallTask[]> {
    const names = await this.names.read(
      this.database,
      rows.map(({ parameters }) => parameters),
    );
    await this.auditTrail.recordAccess(actor, {
      action: 'call.read',
      patientIds: rows.map(({ patientId }) => patientId),
      basis: BASIS,
    });
    return rows.map((row) => ({
      ...row,
      ...render(row, wordsFor(row.parameters, names, actor.origin.locale)),
      phone: row.phone && this.cipher.decrypt(row.phone, NotificationContext.CallPhone),
    }));
  }
}
