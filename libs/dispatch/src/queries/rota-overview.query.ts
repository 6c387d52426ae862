import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock, type LocalDate } from '#kernel';
import { CLOCK, Database, below, project, statement, type ActorContext, type Selection } from '#platform';
import { planRepair } from '../data/solver/rota-solver.js';
import { demandOf, halfDayOf, ownAssignments, repairOf, searchOf, type Frame } from '../domain/frame.js';
import { searchLimits } from '../domain/settings.js';
import { Explainer } from '../domain/solver/explain.js';
import { UnavailableReason, type Assignment } from '../domain/solver/model.js';
import { supposing } from '../domain/solver/repair.js';
import { Rota } from '../domain/solver/rota.js';
import { Scorer } from '../domain/solver/score.js';
import { RotaFrameReader } from './rota-frame.reader.js';
import { sessionView } from './rota.views.js';

const PLAN = statement(
  'dispatch.plan-period',
  `SELECT from_day::text AS "fromDay", to_day::text AS "toDay" FROM dispatch_plans
   WHERE id = $1 AND institution_id = $2 AND state <> 'DISCARDED'`,
);
/** Sessions of one plan to which the other has none alike. */
const ONLY_IN = `x.plan_id = $1 AND x.ended_at IS NULL AND NOT x.leaving AND NOT EXISTS (
  SELECT 1 FROM dispatch_sessions o WHERE o.plan_id = $2 AND o.ended_at IS NULL AND NOT o.leaving
    AND o.expert_id = x.expert_id AND o.demand_id = x.demand_id AND o.day = x.day)
  ORDER BY x.day, x.half DESC, x.id LIMIT 5000`;

/** What somebody might be away for. */
export interface Supposition {
  readonly expertId: string;
  readonly days: readonly LocalDate[];
}

/** What a plan leaves open, how load lies on people, how two plans differ, and what would mend one. */
@Injectable()
export class RotaOverviewQuery {
  constructor(
    private readonly database: Database,
    private readonly frames: RotaFrameReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gaps with who could fill them and why not, load with what was carried over, fairness. @throws NotFoundError */
  async overview(actor: ActorContext, planId: string) {
    const frame = await this.frameOf(actor, planId);
    const rota = new Rota({ ...searchOf(frame, planId), fixed: [] });
    const assignments = ownAssignments(frame, planId).filter(
      ({ expertId, demandId }) => rota.hasExpert(expertId) && rota.findDemand(demandId),
    );
    const gaps = new Explainer(rota, assignments).explainGaps();
    return {
      planId,
      jain: new Scorer(rota).score(assignments).jain,
      gaps: gaps.map(({ demandId, reasons, ...gap }) => {
        const { townshipId, specialty, half, priority } = rota.demand(demandId);
        return {
          ...gap,
          ...demandOf(demandId),
          townshipId,
          specialty,
          priority,
          half: halfDayOf(half),
          reasons: reasons.map(({ expertId, obstacles }) => ({ expertId, rules: obstacles.map(({ rule }) => rule) })),
        };
      }),
      loads: loadsOf(frame, assignments),
    };
  }

  /** Sessions that one plan has and the other has not. @throws NotFoundError */
  async compare(actor: ActorContext, [planId, otherId]: readonly [string, string], selection: Selection) {
    await Promise.all([this.period(actor, planId), this.period(actor, otherId)]);
    const [onlyInFirst, onlyInSecond] = await Promise.all([
      this.onlyIn(planId, otherId, below(selection, 'onlyInFirst')),
      this.onlyIn(otherId, planId, below(selection, 'onlyInSecond')),
    ]);
    return { onlyInFirst, onlyInSecond };
  }

  /** The fewest changes that mend a published plan, and what somebody's absence would mean; nothing is saved. */
  async repair(actor: ActorContext, planId: string, suppose: Supposition | null) {
    const frame = await this.frameOf(actor, planId);
    const instance = repairOf(frame, planId);
    const slots = (suppose?.days ?? []).flatMap((date) =>
      (['AM', 'PM'] as const).map((half) => ({ date, half, reason: UnavailableReason.LEAVE, reference: null })),
    );
    const supposed = suppose
      ? supposing(instance, { kind: 'UNAVAILABLE', expertId: suppose.expertId, slots })
      : instance;
    const { diff } = await planRepair(supposed, searchLimits(frame.settings));
    return {
      kept: diff.kept,
      added: diff.added.map((each) => ({ ...shown(each), because: [] })),
      removed: diff.removed.map((each) => ({ ...shown(each), because: [...each.because] })),
    };
  }

  private async frameOf(actor: ActorContext, planId: string): Promise<Frame> {
    const period = await this.period(actor, planId);
    const { institutionId } = actor;
    return this.frames.read(this.database, { institutionId, ...period, planId, now: this.clock.now() });
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

const shown = ({ expertId, demandId }: Assignment) => ({ expertId, ...demandOf(demandId) });

function loadsOf({ experts }: Frame, assignments: readonly Assignment[]) {
  const counts = new Map<string, number>();
  for (const { expertId } of assignments) counts.set(expertId, (counts.get(expertId) ?? 0) + 1);
  return experts.map(({ id, weight, carryOver }) => ({
    expertId: id,
    sessions: counts.get(id) ?? 0,
    carriedOver: carryOver.sessions,
    load: ((counts.get(id) ?? 0) + carryOver.sessions) / weight,
  }));
}
