import { SolveStatus, type RotaAnswer } from './answer.js';
import { Explainer, brokenBy } from './explain.js';
import { LinearStatus } from './linear-model.js';
import type { RotaInstance, SolveLimits } from './model.js';
import { Rota } from './rota.js';
import { PLANNING, Search, type Found, type ReportingTools } from './search.js';

const STATUSES: Readonly<Record<LinearStatus, SolveStatus>> = {
  [LinearStatus.OPTIMAL]: SolveStatus.OPTIMAL,
  [LinearStatus.NODE_LIMIT]: SolveStatus.NODE_LIMIT,
  [LinearStatus.TIME_LIMIT]: SolveStatus.TIME_LIMIT,
  [LinearStatus.CANCELLED]: SolveStatus.CANCELLED,
  [LinearStatus.FAILED]: SolveStatus.FALLBACK,
};

/**
 * The best plan that the limits let it find: minima first, weighed by priority, then the soft goals. Small periods are
 * solved as a whole, larger ones week by week, until no week improves beside the others or the plan is within the gap of
 * the bound that the relaxation of the whole period proves. A plan always comes back, at worst one made by simple rules; none
 * breaks a hard rule.
 * @throws RangeError for an instance that contradicts itself
 */
export async function solveRota(
  { instance, limits }: { readonly instance: RotaInstance; readonly limits: SolveLimits },
  tools: ReportingTools,
): Promise<RotaAnswer> {
  const rota = new Rota(instance);
  return answerOf(rota, await new Search(rota, limits, PLANNING, tools).run());
}

/** What was found, explained. */
export function answerOf(rota: Rota, { plan, score, bound, gap, status }: Found): RotaAnswer {
  const explainer = new Explainer(rota, plan);
  return {
    status: STATUSES[status],
    assignments: explainer.explainAssignments(),
    gaps: explainer.explainGaps(),
    broken: brokenBy(rota, plan),
    score,
    bound,
    gap,
  };
}
