import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import {
  AggregateReader,
  CLOCK,
  Database,
  Parameters,
  onDays,
  type ActorContext,
  type Claim,
  type Connection,
  type DayBounds,
  type Order,
  type PageRequest,
  type Readable,
  type Selection,
} from '#platform';
import { CriticalReference, type CriticalFinding, type NamedThreshold } from '../data/critical-reference.repository.js';
import { sidesOf, toldSql, visibleTo } from '../data/visibility.js';
import { criticalValueView } from './critical-value.views.js';

/** The lists that people work by. */
export const CriticalValueList = {
  TO_ACKNOWLEDGE: 'TO_ACKNOWLEDGE',
  OPEN: 'OPEN',
  OVERDUE: 'OVERDUE',
  REGISTER: 'REGISTER',
  DRILLS: 'DRILLS',
} as const;
export type CriticalValueList = (typeof CriticalValueList)[keyof typeof CriticalValueList];

const CRITICAL_VALUES: Readable = {
  name: 'critical-value',
  type: 'CriticalValue',
  objectType: 'critical-value',
  table: 'critical_values',
  alias: 'c',
  view: criticalValueView,
  patient: { id: 'c.patient_id', basis: 'ORDER' },
  visibleTo,
};

const ID = { sql: 'c.id', type: 'uuid' } as const;
const NEWEST_FIRST: Order = { keys: [{ sql: 'c.detected_at', type: 'timestamptz' }, ID], descending: true };
const MOST_OVERDUE_FIRST: Order = { keys: [{ sql: 'c.due_at', type: 'timestamptz' }, ID] };

/** Reads critical values as the API shows them. */
@Injectable()
export class CriticalValueQueries {
  constructor(
    private readonly reader: AggregateReader,
    private readonly reference: CriticalReference,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    return this.reader.get(CRITICAL_VALUES, { actor, selection }, id);
  }

  /** The answer to a change. */
  answer<Node>(actor: ActorContext, claim: Claim, selection: Selection): Promise<Node> {
    return this.reader.answer(CRITICAL_VALUES, { actor, selection }, claim);
  }

  /** Of those detected on the days that are asked for. @throws InvalidCursorError */
  list<Node>(
    actor: ActorContext,
    { list, from, to, ...page }: PageRequest & DayBounds & { readonly list: CriticalValueList },
    selection: Selection,
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const order = list === 'TO_ACKNOWLEDGE' || list === 'OVERDUE' ? MOST_OVERDUE_FIRST : NEWEST_FIRST;
    const days = onDays('c.detected_at', { from, to }, parameters);
    const arms = this.arms(list, actor, parameters).map((arm) => `${arm}${days}`);
    const listing = { action: 'critical-value.list', arms, order, page, parameters, detail: { list } };
    return this.reader.page(CRITICAL_VALUES, { actor, selection }, listing);
  }

  findings(): Promise<CriticalFinding[]> {
    return this.reference.findings(this.database, this.clock.now());
  }

  thresholds({ institutionId }: ActorContext): Promise<NamedThreshold[]> {
    return this.reference.thresholds(this.database, this.clock.now(), institutionId);
  }

  private arms(list: CriticalValueList, actor: ActorContext, parameters: Parameters): string[] {
    if (list === 'TO_ACKNOWLEDGE') return [`c.state = 'NOTIFIED' AND ${toldSql(actor, parameters)}`];
    const sides = sidesOf(actor, parameters);
    const condition = {
      OPEN: () => 'c.ended_at IS NULL',
      OVERDUE: () => `c.ended_at IS NULL AND c.due_at < ${parameters.add(this.clock.now())}`,
      REGISTER: () => 'NOT c.drill',
      DRILLS: () => 'c.drill',
    }[list]();
    return sides.length > 0 ? sides.map((side) => `${side} AND ${condition}`) : ['false'];
  }
}
