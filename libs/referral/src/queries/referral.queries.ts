import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, pageOf, type Clock } from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
  below,
  decodeIdCursor,
  encodeIdCursor,
  project,
  statement,
  toConnection,
  type ActorContext,
  type Claim,
  type Connection,
  type Selection,
} from '#platform';
import { receivedBy, sentBy, visibleTo } from '../data/visibility.js';
import type { ReferralState } from '../domain/referral-state.js';
import { referralView } from './referral.views.js';

/** Which of the institution's referrals: those it sends or those it has received. */
export const ReferralBox = { SENT: 'SENT', RECEIVED: 'RECEIVED' } as const;
export type ReferralBox = (typeof ReferralBox)[keyof typeof ReferralBox];

export interface ReferralFilter {
  readonly box: ReferralBox;
  /** Only referrals that have not ended. */
  readonly openOnly: boolean;
  readonly states?: readonly ReferralState[] | null | undefined;
}

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

interface NodeRow<Node> {
  readonly id: string;
  readonly patientId: string;
  readonly node: Node;
}

/** The basis on which referrals show a patient. */
const BASIS = 'REFERRAL';

/** Reads referrals as the API shows them, within what exists for the actor; every look is logged. */
@Injectable()
export class ReferralQueries {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  async get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    const { node, patientId } = await this.read<Node>(actor, id, selection);
    await this.auditTrail.recordAccess(actor, {
      action: 'referral.read',
      patientIds: [patientId],
      basis: BASIS,
      objectType: 'referral',
      objectId: id,
    });
    return node;
  }

  /**
   * The answer to a change: the same, without a trace of its own, because the change has left one. A request that comes
   * again changes nothing, so it is a look like any other.
   */
  async answer<Node>(actor: ActorContext, { aggregateId: id, fresh }: Claim, selection: Selection): Promise<Node> {
    if (!fresh) return this.get(actor, id, selection);
    const { node } = await this.read<Node>(actor, id, selection);
    return node;
  }

  /** Newest first. */
  async list<Node>(
    actor: ActorContext,
    filter: ReferralFilter,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const where = this.conditionsOf(actor, filter, parameters);
    const totalCount = selection.fields.has('totalCount') ? await this.count(where, parameters.values) : undefined;
    const sql = pageSql(where, page, below(selection, 'nodes'), parameters);
    const rows = await this.database.query<NodeRow<Node>>(statement('referral.list', sql), parameters.values);
    const { items, ...ends } = pageOf(rows, page.first, ({ id }) => encodeIdCursor(id));
    await this.auditTrail.recordAccess(actor, {
      action: 'referral.list',
      patientIds: items.map(({ patientId }) => patientId),
      basis: BASIS,
    });
    return toConnection({ ...ends, items: items.map(({ node }) => node) }, totalCount);
  }

  private async read<Node>(actor: ActorContext, id: string, selection: Selection): Promise<NodeRow<Node>> {
    const { json, joins } = project(referralView, selection, ['id']);
    const parameters = new Parameters();
    const visible = visibleTo(actor, this.clock.now(), parameters);
    const sql = `SELECT r.id, r.patient_id AS "patientId", ${json} AS node FROM referrals r ${joins}
                 WHERE r.id = ${parameters.add(id)} AND ${visible}`;
    const row = await this.database.first<NodeRow<Node>>(statement('referral.get', sql), parameters.values);
    if (!row) throw new NotFoundError('Referral', id);
    return row;
  }

  private async count(where: string, values: readonly unknown[]): Promise<number> {
    const sql = statement('referral.count', `SELECT count(*)::int AS count FROM referrals r WHERE ${where}`);
    const row = await this.database.first<{ count: number }>(sql, values);
    return row?.count ?? 0;
  }

  /** Each box reads one index. */
  private conditionsOf(actor: ActorContext, filter: ReferralFilter, parameters: Parameters): string {
    const box =
      filter.box === ReferralBox.SENT
        ? `${sentBy(actor, parameters)} AND r.archived_at IS NULL`
        : receivedBy(actor, this.clock.now(), parameters);
    const open = filter.openOnly ? ' AND r.ended_at IS NULL' : '';
    const states = filter.states ? ` AND r.state = ANY(${parameters.add(filter.states)})` : '';
    return `${box}${open}${states}`;
  }
}

/**
 * The rows of a page are found first, from an index alone, and only they are read and joined. The length of the page is
 * part of the text: PostgreSQL would not keep a plan for a limit that it does not know.
 */
function pageSql(where: string, page: PageRequest, selection: Selection, parameters: Parameters): string {
  const { json, joins } = project(referralView, selection, ['id']);
  const after = typeof page.after === 'string' ? ` AND r.id < ${parameters.add(decodeIdCursor(page.after))}::uuid` : '';
  return `SELECT r.id, r.patient_id AS "patientId", ${json} AS node
    FROM (SELECT r.id FROM referrals r WHERE ${where}${after} ORDER BY r.id DESC LIMIT ${page.first + 1}) page
    JOIN referrals r ON r.id = page.id
    ${joins} ORDER BY r.id DESC`;
}
