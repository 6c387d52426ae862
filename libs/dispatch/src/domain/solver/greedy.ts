import type { Assignment, Demand } from './model.js';
import { slotKey, type Rota } from './rota.js';
import { violationsOf } from './rules.js';
import { Sessions } from './sessions.js';

/**
 * A plan by simple rules: what is fixed and then what is published stands as far as the rules allow, then every demand
 * gets the next expert in turn who may take it, urgent demands and earlier days first, minima before ideals. It breaks no
 * hard rule.
 */
export function greedyPlan(rota: Rota): Assignment[] {
  const plan = new Sessions(rota);
  const made = standing(rota, plan, rota.instance.fixed);
  for (const assignment of rota.standing) {
    const { id, ideal } = rota.demand(assignment.demandId);
    if (plan.serving(id).length < ideal) made.push(...standing(rota, plan, [assignment]));
  }
  const turns = new Map<string, number>();
  const inOrder = rota.open.toSorted(
    (one, other) => one.priority - other.priority || compare(slotKey(one), slotKey(other)) || compare(one.id, other.id),
  );
  for (const wanted of ['min', 'ideal'] as const) {
    for (const demand of inOrder) {
      while (plan.serving(demand.id).length < demand[wanted]) {
        const assignment = nextInTurn(rota, plan, demand, turns);
        if (!assignment) break;
        plan.add(assignment);
        made.push(assignment);
      }
    }
  }
  return made;
}

/** Those of the assignments that may stand together, earlier ones first; `plan` then holds them. */
export function standing(rota: Rota, plan: Sessions, assignments: readonly Assignment[]): Assignment[] {
  return assignments.filter((assignment) => {
    const { expertId, demandId } = assignment;
    if (!rota.findDemand(demandId) || !rota.hasExpert(expertId)) return false;
    if (violationsOf(rota, plan, assignment).length > 0) return false;
    plan.add(assignment);
    return true;
  });
}

function nextInTurn(rota: Rota, plan: Sessions, demand: Demand, turns: Map<string, number>): Assignment | undefined {
  const qualified = rota.qualified(demand);
  const turn = turns.get(demand.specialty) ?? 0;
  for (let step = 0; step < qualified.length; step += 1) {
    const index = (turn + step) % qualified.length;
    const assignment = { expertId: qualified[index]!.id, demandId: demand.id };
    if (violationsOf(rota, plan, assignment).length > 0) continue;
    turns.set(demand.specialty, index + 1);
    return assignment;
  }
  return undefined;
}

/** By code units: the same on every machine. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
