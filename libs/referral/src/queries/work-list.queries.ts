import { Inject, Injectable } from '@nestjs/common';
import { ForbiddenError, type Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Parameters,
  narrowed,
  type ActorContext,
  type Connection,
  type Count,
  type Order,
  type PageRequest,
  type Selection,
  type SortKey,
} from '#platform';
import { LAST_TRY, ORDER_CLASS, workListSql, type WorkListSql } from '../data/work-lists.js';
import type { Direction, Priority, ReferralKind } from '../domain/referral-state.js';
import { WorkListSort, workListsOf, type ReferralWorkList } from '../domain/work-list.js';
import { REFERRALS } from './referral.queries.js';

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

export interface WorkListCount extends Count {
  readonly list: ReferralWorkList;
}

/** Reads the lists that people work by. */
@Injectable()
export class WorkListQueries {
  constructor(
    private readonly reader: AggregateReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ForbiddenError for a list that none of the actor's roles works by; InvalidCursorError */
  async list<Node>(actor: ActorContext, request: WorkListRequest, selection: Selection): Promise<Connection<Node>> {
    const { list, sort, filter } = request;
    const existing = listsOf(actor);
    if (!existing.includes(list)) throw new ForbiddenError({ rule: 'WORK_LIST_OF_OTHER_ROLES', facts: { existing } });
    const parameters = new Parameters();
    const whole = workListSql(list, { actor, now: this.clock.now(), parameters });
    const { arms, at } = filtered(whole, filter, parameters);
    const order = orderOf(sort, at);
    const listing = { action: 'referral.work-list', arms, order, page: request, parameters, detail: { list } };
    return this.reader.page(REFERRALS, { actor, selection }, listing);
  }

  /** How long each list of the actor is, in one statement. */
  async counts(actor: ActorContext): Promise<WorkListCount[]> {
    const parameters = new Parameters();
    const asked = { actor, now: this.clock.now(), parameters };
    const lists = new Map(listsOf(actor).map((list) => [list, workListSql(list, asked).arms]));
    const counts = await this.reader.counts(REFERRALS, parameters, lists);
    return [...counts].map(([list, count]) => ({ list, ...count }));
  }
}

function orderOf(sort: WorkListSort, at: string): Order {
  const byTry = sort === WorkListSort.LONGEST_UNTRIED || sort === WorkListSort.LAST_TRIED;
  const keys: readonly SortKey[] = byTry
    ? [{ sql: LAST_TRY, type: 'timestamptz' }]
    : [
        { sql: ORDER_CLASS, type: 'int' },
        { sql: at, type: 'timestamptz' },
      ];
  const descending = sort === WorkListSort.LAST_DUE || sort === WorkListSort.LAST_TRIED;
  return { keys: [...keys, { sql: 'r.id', type: 'uuid' }], descending };
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
  const where = given.map(([value, condition]) => condition(parameters.add(value))).join(' AND ');
  return { at, arms: arms.map((arm) => narrowed(arm, where)) };
}
