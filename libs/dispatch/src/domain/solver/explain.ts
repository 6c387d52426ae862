import {
  NOT_CHOSEN,
  SessionOrigin,
  type BrokenAssignment,
  type ExplainedAssignment,
  type ExplainedGap,
  type GapReason,
} from './answer.js';
import { keyOf } from './draft.js';
import type { Assignment, Demand } from './model.js';
import type { Rota } from './rota.js';
import { brokenRules, violationsOf } from './rules.js';
import { Sessions } from './sessions.js';

/** Explains a plan: why each session is where it is, and why each gap is one. */
export class Explainer {
  private readonly plan: Sessions;
  private readonly fixed: ReadonlySet<string>;

  constructor(
    private readonly rota: Rota,
    private readonly assignments: readonly Assignment[],
  ) {
    this.plan = new Sessions(rota);
    this.fixed = new Set(rota.instance.fixed.map(keyOf));
    for (const assignment of assignments) this.plan.add(assignment);
  }

  /** Settled sessions of the period that serve a demand, and what was planned. */
  explainAssignments(): ExplainedAssignment[] {
    const settled = this.rota.instance.settled
      .filter(({ expertId, demandId }) => this.rota.hasExpert(expertId) && this.rota.findDemand(demandId ?? ''))
      .map(({ expertId, demandId }) => this.explain({ expertId, demandId: demandId! }, SessionOrigin.SETTLED));
    const planned = this.assignments.map((assignment) =>
      this.explain(assignment, this.fixed.has(keyOf(assignment)) ? SessionOrigin.FIXED : SessionOrigin.PLANNED),
    );
    return [...settled, ...planned];
  }

  explainGaps(): ExplainedGap[] {
    return this.rota.open
      .filter((demand) => this.plan.serving(demand.id).length < demand.ideal)
      .map((demand) => this.explainGap(demand));
  }

  private explain({ expertId, demandId }: Assignment, origin: SessionOrigin): ExplainedAssignment {
    const { rota } = this;
    const [expert, demand] = [rota.expert(expertId), rota.demand(demandId)];
    const qualified = rota.qualified(demand);
    const minutes = rota.minutesTo(expert, demand);
    return {
      expertId,
      demandId,
      origin,
      qualified: qualified.length,
      alternatives: qualified.filter(
        ({ id }) => id !== expertId && violationsOf(rota, this.plan, { expertId: id, demandId }).length === 0,
      ).length,
      travelMinutes: minutes === null ? null : 2 * minutes,
      preference: rota.preferenceOf(expert, demand),
      visitsBefore: rota.visitsOf(expertId, demand.townshipId),
      weekend: rota.isWeekend(demand),
      far: rota.isFar(expert, demand),
      published: rota.instance.published.length === 0 ? null : rota.isPublished(expertId, demandId),
    };
  }

  private explainGap(demand: Demand): ExplainedGap {
    const serving = this.plan.serving(demand.id);
    const qualified = this.rota.qualified(demand);
    const shortOfMin = Math.max(0, demand.min - serving.length);
    return {
      demandId: demand.id,
      assigned: serving.length,
      shortOfMin,
      shortOfIdeal: demand.ideal - serving.length - shortOfMin,
      qualified: qualified.length,
      reasons: qualified.filter(({ id }) => !serving.includes(id)).map(({ id }) => this.reason(id, demand.id)),
    };
  }

  private reason(expertId: string, demandId: string): GapReason {
    const violations = violationsOf(this.rota, this.plan, { expertId, demandId });
    return { expertId, obstacles: violations.length > 0 ? violations : [{ rule: NOT_CHOSEN, facts: {} }] };
  }
}

/** What was fixed or published, is not in the plan, and could not stand beside the rest of what was. */
export function brokenBy(rota: Rota, assignments: readonly Assignment[]): BrokenAssignment[] {
  const planned = new Set(assignments.map(keyOf));
  const stood = new Map([...rota.instance.fixed, ...rota.standing].map((each) => [keyOf(each), each]));
  const known = [...stood.values()].filter(
    ({ expertId, demandId }) => rota.hasExpert(expertId) && rota.findDemand(demandId),
  );
  return brokenRules(rota, known)
    .filter(({ assignment }) => !planned.has(keyOf(assignment)))
    .map(({ assignment, violations }) => ({ ...assignment, violations }));
}
