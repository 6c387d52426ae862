import type { LocalDate } from '#kernel';
import { standing } from './greedy.js';
import type { Assignment, RotaInstance } from './model.js';
import type { Rota } from './rota.js';
import { Sessions } from './sessions.js';

/** The weeks in which something can be planned, by their Mondays, in order. */
export function weeksOf(rota: Rota): readonly LocalDate[] {
  return [...new Set(rota.open.map(({ date }) => rota.weekOf(date)))].toSorted();
}

/**
 * The part of the instance that plans the one week, while everything else stands as in `plan`: demands of other weeks are
 * gone, and their sessions settled.
 */
export function onlyWeek(rota: Rota, week: LocalDate, plan: readonly Assignment[]): RotaInstance {
  const { instance } = rota;
  const within = ({ demandId }: Assignment): boolean => {
    const demand = rota.findDemand(demandId);
    return demand !== undefined && rota.weekOf(demand.date) === week;
  };
  const elsewhere = plan.filter((assignment) => !within(assignment));
  return {
    ...instance,
    demands: instance.demands.filter(({ date }) => rota.weekOf(date) === week),
    fixed: instance.fixed.filter(within),
    published: instance.published.filter(within),
    settled: [
      ...instance.settled,
      ...elsewhere.map(({ expertId, demandId }) => {
        const { townshipId, date, half } = rota.demand(demandId);
        return { expertId, demandId, townshipId, date, half };
      }),
    ],
  };
}

/** Fixed assignments that no rule forbids: what a plan begins with. */
export function fixedPlan(rota: Rota): readonly Assignment[] {
  return standing(rota, new Sessions(rota), rota.instance.fixed);
}
