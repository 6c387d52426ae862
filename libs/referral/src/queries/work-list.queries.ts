import { Inject, Injectable } from '@nestjs/common';
import { ForbiddenError, InvalidCursorError, decodeCursor, encodeCursor, pageOf, type Clock } from '#kernel';
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
  type Connection,
  type Selection,
} from '#platform';
import { isUUID } from 'class-validator';
import { ORDER_CLASS, workListSql, type WorkListSql } from '../data/work-lists.js';
import type { Direction, Priority, ReferralKind } from '../domain/referral-state.js';
import { WorkListSort, workListsOf, type ReferralWorkList } from '../domain/work-list.js';
import type { PageRequest } from './referral.queries.js';
import { referralView } from './referral.views.js';

/** What is left of a list; everything given has to be true. */
export interface WorkListFilter {
  readonly direction?: Direction | null;
  readonly kind?: ReferralKind | null;
  readonly priority?: Priority | null;
  /** Either side. */
  readonly departmentId?: string | null;
  /** Who wrote it or has it now. */
  readonly doctorId?: string | null;
  readonly referralNo?: string | null;
  /** Of the instant that the list is worked by. */
  readonly from?: Date | null;
  readonly to?: Date | null;
}

export interface WorkListRequest extends PageRequest {
  readonly list: ReferralWorkList;
  readonly sort: WorkListSort;
  readonly filter?: WorkListFilter | null;
}

export interface WorkListCount {
  readonly list: ReferralWorkList;
  readonly count: number;
  readonly hasMore: boolean;
}

interface NodeRow<Node> extends Record<string, unknown> {
  readonly id: string;
  readonly patientId: string;
  readonly orderClass: number;
  readonly at: string;
  readonly node: Node;
}

/** Nobody reads a greater number off a badge, and a count must not read all that piles up. */
const MOST_COUNTED = 999;

/** Reads the lists that people work by. */
@Injectable()
export class WorkListQueries {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ForbiddenError for a list that none of the actor's roles works by; InvalidCursorError */
  async list<Node>(actor: ActorContext, request: WorkListRequest, selection: Selection): Promise<Connection<Node>> {
    const { list, first } = request;
    const existing = listsOf(actor);
    if (!existing.includes(list)) throw new ForbiddenError({ rule: 'WORK_LIST_OF_OTHER_ROLES', facts: { existing } });
    const parameters = new Parameters();
    const wanted = filtered(
      workListSql(list, { actor, now: this.clock.now(), parameters }),
      request.filter,
      parameters,
    );
    const totalCount = selection.fields.has('totalCount') ? await this.count(wanted, parameters.values) : undefined;
    const sql = pageSql(wanted, request, below(selection, 'nodes'), parameters);
    const rows = await this.database.query<NodeRow<Node>>(statement('referral.work-list', sql), parameters.values);
    const { items, ...ends } = pageOf(rows, first, ({ orderClass, at, id }) => encodeCursor([orderClass, at, id]));
    await this.auditTrail.recordAccess(actor, {
      action: 'referral.work-list',
      patientIds: items.map(({ patientId }) => patientId),
      basis: 'REFERRAL',
      detail: { list },
    });
    return toConnection({ ...ends, items: items.map(({ node }) => node) }, totalCount);
  }

  /** How long each list of the actor is, in one statement. */
  async counts(actor: ActorContext): Promise<WorkListCount[]> {
    const lists = listsOf(actor);
    if (lists.length === 0) return [];
    const parameters = new Parameters();
    const asked = { actor, now: this.clock.now(), parameters };
    const columns = lists.map((list) => `${countSql(workListSql(list, asked), MOST_COUNTED + 1)} AS "${list}"`);
    const sql = statement('referral.work-list-counts', `SELECT ${columns.join(', ')}`);
    const row = await this.database.first<Record<ReferralWorkList, number>>(sql, parameters.values);
    return lists.map((list) => ({
      list,
      count: Math.min(row![list], MOST_COUNTED),
      hasMore: row![list] > MOST_COUNTED,
    }));
  }

  private async count(wanted: WorkListSql, values: readonly unknown[]): Promise<number> {
    const sql = statement('referral.work-list-count', `SELECT ${countSql(wanted)} AS count`);
    const row = await this.database.first<{ count: number }>(sql, [...values]);
    return row!.count;
  }
}

function listsOf({ roles }: ActorContext): ReferralWorkList[] {
  return workListsOf(roles.map(({ role }) => role));
}

function filtered(
  { arms, at }: WorkListSql,
  filter: WorkListFilter | null | undefined,
  parameters: Parameters,
): WorkListSql {
  const { direction, kind, priority, departmentId, doctorId, referralNo, from, to } = filter ?? {};
  const conditions: [unknown, (value: string) => string][] = [
    [direction, (value) => `r.direction = ${value}`],
    [kind, (value) => `r.kind = ${value}`],
    [priority, (value) => `r.priority = ${value}`],
    [departmentId, (value) => `${value} IN (r.to_department_id, r.from_department_id)`],
    [doctorId, (value) => `${value} IN (r.author_staff_id, r.owner_staff_id)`],
    [referralNo, (value) => `r.referral_no = ${value}`],
    [from, (value) => `${at} >= ${value}`],
    [to, (value) => `${at} < ${value}`],
  ];
  const given = conditions.filter(([value]) => value !== null && value !== undefined);
  const where = given.map(([value, condition]) => ` AND ${condition(parameters.add(value))}`).join('');
  return { at, arms: arms.map((arm) => `${arm}${where}`) };
}

function countSql({ arms }: WorkListSql, most?: number): string {
  const limit = most === undefined ? '' : ` LIMIT ${most}`;
  const rows = arms.map((arm) => `SELECT 1 FROM referrals r WHERE ${arm}`).join(' UNION ALL ');
  return `(SELECT count(*)::int FROM (${rows}${limit}) counted)`;
}

/** Each arm gives its first rows from its index; the first of them all are read and joined. */
function pageSql(
  { arms, at }: WorkListSql,
  request: WorkListRequest,
  nodes: Selection,
  parameters: Parameters,
): string {
  const { json, joins } = project(referralView, nodes, ['id']);
  const [sign, way] = request.sort === WorkListSort.LAST_DUE ? ['<', 'DESC'] : ['>', 'ASC'];
  const order = (columns: readonly string[]): string => columns.map((column) => `${column} ${way}`).join(', ');
  const limit = `LIMIT ${request.first + 1}`;
  const after = typeof request.after === 'string' ? afterSql(request.after, { at, sign }, parameters) : '';
  const candidates = arms.map(
    (arm) => `(SELECT r.id, ${ORDER_CLASS} AS order_class, ${at} AS at FROM referrals r WHERE ${arm}${after}
      ORDER BY ${order([ORDER_CLASS, at, 'r.id'])} ${limit})`,
  );
  return `SELECT r.id, r.patient_id AS "patientId", page.order_class AS "orderClass",
      to_char(page.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, ${json} AS node
    FROM (SELECT * FROM (${candidates.join(' UNION ALL ')}) candidates
      ORDER BY ${order(['order_class', 'at', 'id'])} ${limit}) page
    JOIN referrals r ON r.id = page.id ${joins}
    ORDER BY ${order(['page.order_class', 'page.at', 'page.id'])}`;
}

const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}$/;

function afterSql(cursor: string, { at, sign }: { at: string; sign: string }, parameters: Parameters): string {
  const [orderClass, instant, id] = decodeCursor(cursor, 3);
  const isTime = typeof instant === 'string' && AT.test(instant) && !Number.isNaN(Date.parse(`${instant}Z`));
  if (![0, 1, 2].includes(orderClass as number) || !isTime || !isUUID(id)) throw new InvalidCursorError();
  const position = [`${parameters.add(orderClass)}::int`, `${parameters.add(`${instant}Z`)}::timestamptz`];
  return ` AND (${ORDER_CLASS}, ${at}, r.id) ${sign} (${position.join(', ')}, ${parameters.add(id)}::uuid)`;
}
