import { Inject, Injectable } from '@nestjs/common';
import {
  ALLIANCE_ZONE,
  InvalidCursorError,
  NotFoundError,
  decodeCursor,
  encodeCursor,
  isLocalDate,
  localDate,
  pageOf,
  type Clock,
} from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
  below,
  project,
  statement,
  toConnection,
  type ActorContext,
  type Claim,
  type Connection,
  type Selection,
} from '#platform';
import { isUUID } from 'class-validator';
import { taskOf } from '../data/follow-up.repository.js';
import type { PageRequest } from './referral.queries.js';
import { followUpTaskView } from './referral.views.js';

/** Which of one's open follow-ups. */
export const FollowUpDue = { ALL: 'ALL', DUE: 'DUE', OVERDUE: 'OVERDUE' } as const;
export type FollowUpDue = (typeof FollowUpDue)[keyof typeof FollowUpDue];

interface NodeRow<Node> extends Record<string, unknown> {
  readonly id: string;
  readonly patientId: string;
  readonly dueOn: string;
  readonly node: Node;
}

const BASIS = 'REFERRAL';

/** Reads of follow-ups, within what the actor is asked to do; every look is logged. */
@Injectable()
export class FollowUpQueries {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open tasks of the actor's own, the longest due first. */
  async mine<Node>(
    actor: ActorContext,
    due: FollowUpDue,
    page: PageRequest,
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const staff = parameters.add(actor.staffId);
    const own = `(t.doctor_staff_id = ${staff} OR t.village_doctor_staff_id = ${staff})`;
    const where = `${own} AND t.state = 'OPEN'${this.dueSql(due, parameters)}`;
    const values = [...parameters.values];
    const totalCount = selection.fields.has('totalCount') ? await this.count(where, values) : undefined;
    const { json, joins } = project(followUpTaskView, below(selection, 'nodes'), ['id']);
    const sql = `SELECT t.id, r.patient_id AS "patientId", t.due_on::text AS "dueOn", ${json} AS node
      FROM (SELECT t.* FROM follow_up_tasks t WHERE ${where}${afterSql(page, parameters)}
            ORDER BY t.due_on, t.id LIMIT ${page.first + 1}) t
      JOIN referrals r ON r.id = t.referral_id ${joins} ORDER BY t.due_on, t.id`;
    const rows = await this.database.query<NodeRow<Node>>(statement('follow-up.mine', sql), parameters.values);
    const { items, ...ends } = pageOf(rows, page.first, ({ dueOn, id }) => encodeCursor([dueOn, id]));
    await this.auditTrail.recordAccess(actor, {
      action: 'follow-up.list',
      patientIds: items.map(({ patientId }) => patientId),
      basis: BASIS,
    });
    return toConnection({ ...ends, items: items.map(({ node }) => node) }, totalCount);
  }

  /** The answer to a change, which has left a trace itself; a request that comes again is a look like any other. */
  async answer<Node>(actor: ActorContext, { aggregateId: id, fresh }: Claim, selection: Selection): Promise<Node> {
    const { json, joins } = project(followUpTaskView, selection, ['id']);
    const sql = `SELECT t.id, r.patient_id AS "patientId", ${json} AS node FROM follow_up_tasks t JOIN referrals r ON r.id = t.referral_id ${joins}
      WHERE t.id = $1 AND ${taskOf('$2')}`;
    const row = await this.database.first<NodeRow<Node>>(statement('follow-up.get', sql), [id, actor.staffId]);
    if (!row) throw new NotFoundError('FollowUp', id);
    const { node, patientId } = row;
    const look = {
      action: 'follow-up.read',
      patientIds: [patientId],
      basis: BASIS,
      objectType: 'followUp',
      objectId: id,
    };
    if (!fresh) await this.auditTrail.recordAccess(actor, look);
    return node;
  }

  private dueSql(due: FollowUpDue, parameters: Parameters): string {
    if (due === FollowUpDue.ALL) return '';
    const today = parameters.add(localDate(this.clock.now(), ALLIANCE_ZONE));
    return due === FollowUpDue.DUE ? ` AND t.due_on <= ${today}` : ` AND t.due_on < ${today}`;
  }

  private async count(where: string, values: readonly unknown[]): Promise<number> {
    const sql = statement('follow-up.count', `SELECT count(*)::int AS count FROM follow_up_tasks t WHERE ${where}`);
    const row = await this.database.first<{ count: number }>(sql, values);
    return row?.count ?? 0;
  }
}

/** @throws InvalidCursorError where the cursor does not come from this list */
function afterSql({ after }: PageRequest, parameters: Parameters): string {
  if (typeof after !== 'string') return '';
  const [dueOn, id] = decodeCursor(after, 2);
  if (typeof dueOn !== 'string' || !isLocalDate(dueOn) || !isUUID(id)) throw new InvalidCursorError();
  return ` AND (t.due_on, t.id) > (${parameters.add(dueOn)}::date, ${parameters.add(id)}::uuid)`;
}
