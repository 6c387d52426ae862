import type { LocalDate } from '#kernel';
import type { RotaAnswer, RotaDiff } from './answer.js';
import { keyOf } from './draft.js';
import { standing } from './greedy.js';
import { LinearStatus } from './linear-model.js';
import type { Assignment, Expert, RotaInstance, SolveLimits, Unavailable } from './model.js';
import { Rota } from './rota.js';
import { violationsOf } from './rules.js';
import { Scorer } from './score.js';
import { REPAIRING, Search, type ReportingTools } from './search.js';
import { Sessions } from './sessions.js';
import { answerOf } from './solve.js';
import { onlyWeek } from './weeks.js';

/** What might happen to a plan. */
export type WhatIf =
  | { readonly kind: 'UNAVAILABLE'; readonly expertId: string; readonly slots: readonly Unavailable[] }
  | { readonly kind: 'EXPERT'; readonly expert: Expert }
  | { readonly kind: 'DROP_DEMAND'; readonly demandId: string };

export interface Repair {
  readonly answer: RotaAnswer;
  readonly diff: RotaDiff;
}

/** The instance as it would be. */
export function supposing(instance: RotaInstance, change: WhatIf): RotaInstance {
  if (change.kind === 'EXPERT') return { ...instance, experts: [...instance.experts, change.expert] };
  if (change.kind === 'DROP_DEMAND')
    return { ...instance, demands: instance.demands.filter(({ id }) => id !== change.demandId) };
  return {
    ...instance,
    experts: instance.experts.map((expert) =>
      expert.id === change.expertId ? { ...expert, unavailable: [...change.slots, ...expert.unavailable] } : expert,
    ),
  };
}

/**
 * What has to change of what is published so that no rule is broken: minima first, then as few changes as possible, then
 * the soft goals. Only weeks are touched in which something does not stand any more, or a missed minimum could simply be
 * filled; nothing is saved.
 */
export async function repairRota(
  { instance, limits }: { readonly instance: RotaInstance; readonly limits: SolveLimits },
  tools: ReportingTools,
): Promise<Repair> {
  const rota = new Rota(instance);
  let plan = standing(rota, new Sessions(rota), [...instance.fixed, ...rota.standing]);
  const weeks = weeksToRepair(rota, plan);
  let status: LinearStatus = LinearStatus.OPTIMAL;
  for (const [index, week] of weeks.entries()) {
    const part = new Rota(onlyWeek(rota, week, plan));
    const found = await new Search(part, limits, REPAIRING, tools).run();
    plan = [...plan.filter(({ demandId }) => !part.findDemand(demandId)), ...found.plan];
    if (found.status !== LinearStatus.OPTIMAL) status = found.status;
    const { coverage, soft } = found.score;
    tools.report({ stage: 'WEEKS', done: index + 1, of: weeks.length, best: { coverage, soft }, gap: found.gap });
  }
  const answer = answerOf(rota, { plan, score: new Scorer(rota).score(plan), bound: null, gap: null, status });
  return { answer, diff: diffOf(rota, plan, answer) };
}

function weeksToRepair(rota: Rota, plan: readonly Assignment[]): LocalDate[] {
  const sessions = new Sessions(rota);
  for (const assignment of plan) sessions.add(assignment);
  const stands = new Set(plan.map(keyOf));
  const fallen = rota.standing
    .filter((assignment) => !stands.has(keyOf(assignment)))
    .map(({ demandId }) => rota.demand(demandId));
  const fillable = rota.open.filter(
    (demand) =>
      sessions.serving(demand.id).length < demand.min &&
      rota
        .qualified(demand)
        .some(({ id }) => violationsOf(rota, sessions, { expertId: id, demandId: demand.id }).length === 0),
  );
  return [...new Set([...fallen, ...fillable].map(({ date }) => rota.weekOf(date)))].toSorted();
}

function diffOf(rota: Rota, plan: readonly Assignment[], { broken }: RotaAnswer): RotaDiff {
  // The past stays; what is not asked for any more goes.
  const stood = rota.instance.published.filter(({ demandId }) => {
    const demand = rota.findDemand(demandId);
    return demand === undefined || rota.isOpen(demand);
  });
  const [now, before] = [plan, stood].map((all) => new Set(all.map(keyOf)));
  const reasons = new Map(broken.map((each) => [keyOf(each), each.violations.map(({ rule }) => rule)]));
  const removed = stood.filter((each) => !now!.has(keyOf(each)));
  return {
    removed: removed.map((each) => ({ ...each, because: reasons.get(keyOf(each)) ?? [] })),
    added: plan.filter((each) => !before!.has(keyOf(each))),
    kept: stood.length - removed.length,
  };
}
