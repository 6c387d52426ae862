import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate } from '#kernel';
import { CLOCK, Database, below, project, statement, type ActorContext, type Selection } from '#platform';
import { planRepair } from '../data/solver/rota-solver.js';
import { demandOf, halfDayOf, ownAssignments, repairOf, searchOf, type Frame } from '../domain/frame.js';
import { searchLimits } from '../domain/settings.js';
import { gapWords, reasonWords, type Words } from '../domain/gap-words.js';
import type { ExplainedGap, RotaScore } from '../domain/solver/answer.js';
import { Explainer } from '../domain/solver/explain.js';
import { UnavailableReason, type Assignment } from '../domain/solver/model.js';
import { supposing, type WhatIf } from '../domain/solver/repair.js';
import { Rota } from '../domain/solver/rota.js';
import { Scorer } from '../domain/solver/score.js';
import { RotaFrameReader, type Joining } from './rota-frame.reader.js';
import { sessionView } from './rota.views.js';

const PLAN = statement(
  'dispatch.plan-period',
  `SELECT from_day::text AS "fromDay", to_day::text AS "toDay" FROM dispatch_plans
   WHERE id = $1 AND institution_id = $2 AND state <> 'DISCARDED'`,
);
const NAMES = statement('dispatch.expert-names', 'SELECT id, name FROM staff WHERE id = ANY($1::uuid[])');
/** Sessions of one plan to which the other has none alike. */
const ONLY_IN = `x.plan_id = $1 AND x.ended_at IS NULL AND NOT x.leaving AND NOT EXISTS (
  SELECT 1 FROM dispatch_sessions o WHERE o.plan_id = $2 AND o.ended_at IS NULL AND NOT o.leaving
    AND o.expert_id = x.expert_id AND o.demand_id = x.demand_id AND o.day = x.day)
  ORDER BY x.day, x.half DESC, x.id LIMIT 5000`;

/** What might happen to a plan; any of it together. */
export interface Supposition {
  readonly absence: { readonly expertId: string; readonly days: readonly LocalDate[] } | null;
  readonly joining: Joining | null;
  /** What comes again every week, and would not be asked for any more. */
  readonly droppedDemandId: string | null;
}

/** What a plan leaves open, how load lies on people, how two plans differ, and what would mend one. */
@Injectable()
export class RotaOverviewQuery {
  constructor(
    private readonly database: Database,
    private readonly frames: RotaFrameReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gaps with who could fill them and why not, why each session is where it is, load and fairness. @throws NotFoundError */
  async overview(actor: ActorContext, planId: string) {
    const frame = await this.frameOf(actor, planId);
    const measured = measure(frame, planId);
    const { rota, assignments } = measured;
    const { locale } = actor.origin;
    const names = await this.namesOf(frame);
    const nameOf = (id: string): string => names.get(id) ?? id;
    const explainer = new Explainer(rota, assignments);
    return {
      planId,
      ...figuresOf(measured),
      gaps: explainer.explainGaps().map((gap) => shownGap(rota, gap, { locale, nameOf })),
      reasons: explainer.explainAssignments().map(({ expertId, demandId, ...why }) => ({
        ...why,
        ...shown({ expertId, demandId }),
        expertName: nameOf(expertId),
      })),
      loads: loadsOf(frame, rota, assignments).map((load) => ({ ...load, expertName: nameOf(load.expertId) })),
    };
  }

  /** Sessions that one plan has and the other has not, and what each of both is worth. @throws NotFoundError */
  async compare(actor: ActorContext, [planId, otherId]: readonly [string, string], selection: Selection) {
    await Promise.all([this.period(actor, planId), this.period(actor, otherId)]);
    const figures = async (name: string, id: string) =>
      selection.fields.has(name) ? figuresOf(measure(await this.frameOf(actor, id), id)) : null;
    const [onlyInFirst, onlyInSecond, first, second] = await Promise.all([
      this.onlyIn(planId, otherId, below(selection, 'onlyInFirst')),
      this.onlyIn(otherId, planId, below(selection, 'onlyInSecond')),
      figures('first', planId),
      figures('second', otherId),
    ]);
    return { onlyInFirst, onlyInSecond, first, second };
  }

  /** The fewest changes that mend a published plan as it would be; nothing is saved. @throws NotFoundError for what it knows nothing of */
  async repair(actor: ActorContext, planId: string, { absence, joining, droppedDemandId }: Supposition) {
    const frame = await this.frameOf(actor, planId, joining);
    const changes = [...dropping(frame, droppedDemandId), ...lacking(frame, absence)];
    const supposed = changes.reduce(supposing, repairOf(frame, planId));
    const { diff, answer } = await planRepair(supposed, searchLimits(frame.settings));
    return {
      kept: diff.kept,
      uncovered: answer.score.uncovered.reduce((sum, { sessions }) => sum + sessions, 0),
      added: diff.added.map((each) => ({ ...shown(each), because: [] })),
      removed: diff.removed.map((each) => ({ ...shown(each), because: [...each.because] })),
    };
  }

  private async frameOf(actor: ActorContext, planId: string, joining: Joining | null = null): Promise<Frame> {
    const period = await this.period(actor, planId);
    const { institutionId } = actor;
    const of = { institutionId, ...period, planId, now: this.clock.now(), joining };
    return this.frames.read(this.database, of);
  }

  private async namesOf({ experts }: Frame): Promise<ReadonlyMap<string, string>> {
    const ids = experts.map(({ id }) => id);
    const rows = await this.database.query<{ id: string; name: string }>(NAMES, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async period({ institutionId }: ActorContext, planId: string) {
    const found = await this.database.first<{ fromDay: LocalDate; toDay: LocalDate }>(PLAN, [planId, institutionId]);
    if (!found) throw new NotFoundError('RotaPlan', planId);
    return found;
  }

  private async onlyIn(one: string, other: string, selection: Selection): Promise<object[]> {
    const { json, joins } = project(sessionView, selection, ['id']);
    const sql = `SELECT ${json} AS node FROM dispatch_sessions x ${joins} WHERE ${ONLY_IN}`;
    const rows = await this.database.query<{ node: object }>(statement('dispatch.only-in', sql), [one, other]);
    return rows.map(({ node }) => node);
  }
}

/** @throws NotFoundError for what nobody asks for during the period */
function dropping({ demands }: Frame, dropped: string | null): WhatIf[] {
  if (dropped === null) return [];
  const days = demands.filter(({ id }) => demandOf(id).demandId === dropped);
  if (days.length === 0) throw new NotFoundError('RotaDemand', dropped);
  return days.map(({ id }) => ({ kind: 'DROP_DEMAND', demandId: id }));
}

/** @throws NotFoundError for somebody who is not sent */
function lacking({ experts }: Frame, absence: Supposition['absence']): WhatIf[] {
  if (!absence) return [];
  const { expertId, days } = absence;
  if (!experts.some(({ id }) => id === expertId)) throw new NotFoundError('Expert', expertId);
  const slots = days.flatMap((date) =>
    (['AM', 'PM'] as const).map((half) => ({ date, half, reason: UnavailableReason.LEAVE, reference: null })),
  );
  return [{ kind: 'UNAVAILABLE', expertId, slots }];
}

const shown = ({ expertId, demandId }: Assignment) => ({ expertId, ...demandOf(demandId) });

/** What a plan has, and what can be measured of it. */
interface Measured {
  readonly rota: Rota;
  readonly assignments: readonly Assignment[];
  readonly score: RotaScore;
}

function measure(frame: Frame, planId: string): Measured {
  const rota = new Rota({ ...searchOf(frame, planId), fixed: [] });
  const assignments = ownAssignments(frame, planId).filter(
    ({ expertId, demandId }) => rota.hasExpert(expertId) && rota.findDemand(demandId),
  );
  return { rota, assignments, score: new Scorer(rota).score(assignments) };
}

function figuresOf({ assignments, score: { jain, uncovered, travelMinutes, coverage, soft, parts } }: Measured) {
  return {
    sessions: assignments.length,
    uncovered: uncovered.reduce((sum, { sessions }) => sum + sessions, 0),
    travelMinutes,
    jain,
    coverage,
    soft,
    goals: Object.entries(parts).map(([part, points]) => ({ part, points })),
  };
}

function shownGap(
  rota: Rota,
  gap: ExplainedGap,
  { locale, nameOf }: { readonly locale: keyof Words; readonly nameOf: (id: string) => string },
) {
  const { demandId, reasons, ...counts } = gap;
  const { townshipId, specialty, half, priority } = rota.demand(demandId);
  return {
    ...counts,
    ...demandOf(demandId),
    townshipId,
    specialty,
    priority,
    half: halfDayOf(half),
    explanation: gapWords(gap, nameOf)[locale],
    reasons: reasons.map((reason) => ({
      expertId: reason.expertId,
      expertName: nameOf(reason.expertId),
      rules: reason.obstacles.map(({ rule }) => rule),
      explanation: reasonWords(reason)[locale],
    })),
  };
}

function loadsOf({ experts }: Frame, rota: Rota, assignments: readonly Assignment[]) {
  const own = Map.groupBy(assignments, ({ expertId }) => expertId);
  return experts.map((expert) => {
    const { id, weight, carryOver } = expert;
    const planned = own.get(id) ?? [];
    const burdens = planned.map(({ demandId }) => rota.burdensOf(expert, rota.demand(demandId)));
    return {
      expertId: id,
      sessions: planned.length,
      carriedOver: carryOver.sessions,
      burdens: burdens.reduce((sum, amount) => sum + amount, 0),
      carriedOverBurdens: carryOver.burdens,
      load: (planned.length + carryOver.sessions) / weight,
    };
  });
}
