import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, localDate, type Clock, type JsonRecord, type LocalDate } from '#kernel';
import {
  CLOCK,
  Database,
  Parameters,
  below,
  project,
  statement,
  type ActorContext,
  type Selection,
  type View,
} from '#platform';
import { TO_MOVE } from '../data/booking-sql.js';
import { rulesBrokenBy, type Wanted } from '../domain/frame.js';
import { RotaFrameReader } from './rota-frame.reader.js';
import { requireLookable, visibleTo } from './session-visibility.js';
import { demandView, expertView, groupView, planView, sessionView } from './rota.views.js';

export interface SessionFilter {
  readonly fromDay: LocalDate;
  /** Included. */
  readonly toDay: LocalDate;
  readonly townshipId?: string | null;
  readonly expertId?: string | null;
}

/** A quarter of a year of a county with 20 townships. */
const MOST_SESSIONS = 5_000;
const MOST_ROWS = 1_000;

interface Source {
  readonly label: string;
  readonly view: View;
  readonly from: string;
  /** What is read besides the id, whoever asks. */
  readonly always?: readonly string[];
}
const SESSIONS: Source = { label: 'dispatch.sessions', view: sessionView, from: 'dispatch_sessions x' };
const PLANNED: Source = {
  label: 'dispatch.sessions-of-plans',
  view: sessionView,
  from: 'dispatch_sessions x',
  always: ['planId'],
};
const PLANS: Source = { label: 'dispatch.plans', view: planView, from: 'dispatch_plans p' };
const EXPERTS: Source = { label: 'dispatch.experts', view: expertView, from: 'dispatch_experts e' };
const DEMANDS: Source = { label: 'dispatch.demands', view: demandView, from: 'dispatch_demands d' };
const GROUPS: Source = { label: 'dispatch.key-staff', view: groupView, from: 'dispatch_key_groups g' };

/** Reads rotas: planners those of their institution, townships who comes to them, experts where they go. */
@Injectable()
export class RotaQueries {
  constructor(
    private readonly database: Database,
    private readonly frames: RotaFrameReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Published sessions of some days, as far as they are the actor's business. */
  async sessions<Node>(actor: ActorContext, filter: SessionFilter, selection: Selection): Promise<Node[]> {
    const { fromDay, toDay, townshipId = null, expertId = null } = filter;
    requireLookable(fromDay, toDay);
    const parameters = new Parameters();
    const [from, to] = [parameters.add(fromDay), parameters.add(toDay)];
    const [township, expert] = [parameters.add(townshipId), parameters.add(expertId)];
    const where = `x.published_at IS NOT NULL AND x.day BETWEEN ${from}::date AND ${to}::date
      AND (${township}::uuid IS NULL OR x.township_id = ${township}) AND (${expert}::uuid IS NULL OR x.expert_id = ${expert})
      AND ${visibleTo(actor, parameters)} ORDER BY x.day, x.starts_at, x.id LIMIT ${MOST_SESSIONS}`;
    return this.read(SESSIONS, where, parameters.values, selection);
  }

  /** What of the published rota has come apart from today on: suspended, to be swapped, nobody came, patients to be moved. */
  repairs<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    const today = localDate(this.clock.now(), ALLIANCE_ZONE);
    const where = `x.institution_id = $1 AND x.published_at IS NOT NULL AND x.day >= $2::date
      AND (x.state IN ('SUSPENDED', 'SWAP_PENDING', 'NO_SHOW') OR ${TO_MOVE} > 0)
      ORDER BY x.day, x.id LIMIT ${MOST_ROWS}`;
    return this.read(SESSIONS, where, [institutionId, today], selection);
  }

  /** @throws NotFoundError where it does not exist for the actor */
  async session<Node>(actor: ActorContext, id: string, selection: Selection): Promise<Node> {
    const parameters = new Parameters();
    const where = `x.id = ${parameters.add(id)} AND x.published_at IS NOT NULL AND ${visibleTo(actor, parameters)}`;
    return this.one(SESSIONS, 'RotaSession', { where, values: parameters.values, id }, selection);
  }

  /** @throws NotFoundError where it does not exist for the actor */
  async plan<Node>({ institutionId }: ActorContext, id: string, selection: Selection): Promise<Node> {
    const where = 'p.id = $1 AND p.institution_id = $2';
    const [plan] = await this.withSessions<Node>(where, [id, institutionId], selection);
    if (!plan) throw new NotFoundError('RotaPlan', id);
    return plan;
  }

  plans<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    const where = `p.institution_id = $1 AND p.state <> 'DISCARDED' ORDER BY p.from_day DESC, p.id DESC LIMIT 200`;
    return this.withSessions(where, [institutionId], selection);
  }

  experts<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    return this.read(EXPERTS, `e.institution_id = $1 ORDER BY e.id LIMIT ${MOST_ROWS}`, [institutionId], selection);
  }

  expert<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one(EXPERTS, 'DispatchExpert', { where: 'e.id = $1', values: [id], id }, selection);
  }

  /** Planners see all that is asked of them, townships what they ask for. */
  demands<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    const where = `(d.institution_id = $1 OR d.township_id = $1)
      ORDER BY d.township_id, d.weekday, d.half DESC, d.id LIMIT ${MOST_ROWS}`;
    return this.read(DEMANDS, where, [institutionId], selection);
  }

  demand<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one(DEMANDS, 'RotaDemand', { where: 'd.id = $1', values: [id], id }, selection);
  }

  groups<Node>({ institutionId }: ActorContext, selection: Selection): Promise<Node[]> {
    return this.read(GROUPS, `g.institution_id = $1 ORDER BY g.id LIMIT ${MOST_ROWS}`, [institutionId], selection);
  }

  group<Node>(id: string, selection: Selection): Promise<Node> {
    return this.one(GROUPS, 'KeyStaffGroup', { where: 'g.id = $1', values: [id], id }, selection);
  }

  /** Every rule that a session would break in a plan, before anybody puts it in. */
  async broken({ institutionId }: ActorContext, planId: string, wanted: Wanted): Promise<JsonRecord[]> {
    const { day } = wanted;
    const own = statement('dispatch.own-plan', 'SELECT 1 FROM dispatch_plans WHERE id = $1 AND institution_id = $2');
    if (!(await this.database.first(own, [planId, institutionId]))) throw new NotFoundError('RotaPlan', planId);
    const now = this.clock.now();
    const frame = await this.frames.read(this.database, { institutionId, fromDay: day, toDay: day, planId, now });
    return rulesBrokenBy(frame, wanted);
  }

  /** Plans and, in a second statement, the sessions of all of them, without those that have ended. */
  private async withSessions<Node>(where: string, values: readonly unknown[], selection: Selection): Promise<Node[]> {
    const plans = await this.read<Node & { id: string }>(PLANS, where, values, selection);
    if (!selection.fields.has('sessions') || plans.length === 0) return plans;
    const ofThem = `x.plan_id = ANY($1::uuid[]) AND (x.ended_at IS NULL OR x.state = 'COMPLETED')
      ORDER BY x.day, x.half DESC, x.id`;
    const ids = plans.map(({ id }) => id);
    const sessions = await this.read<{ planId: string }>(PLANNED, ofThem, [ids], below(selection, 'sessions'));
    const byPlan = Map.groupBy(sessions, ({ planId }) => planId);
    return plans.map((plan) => ({ ...plan, sessions: byPlan.get(plan.id) ?? [] }));
  }

  private async one<Node>(
    source: Source,
    name: string,
    { where, values, id }: { where: string; values: readonly unknown[]; id: string },
    selection: Selection,
  ): Promise<Node> {
    const [node] = await this.read<Node>(source, where, values, selection);
    if (!node) throw new NotFoundError(name, id);
    return node;
  }

  private async read<Node>(
    { label, view, from, always = [] }: Source,
    where: string,
    values: readonly unknown[],
    selection: Selection,
  ): Promise<Node[]> {
    const { json, joins } = project(view, selection, ['id', ...always]);
    const sql = `SELECT ${json} AS node FROM ${from} ${joins} WHERE ${where}`;
    const rows = await this.database.query<{ node: Node }>(statement(label, sql), values);
    return rows.map(({ node }) => node);
  }
}
