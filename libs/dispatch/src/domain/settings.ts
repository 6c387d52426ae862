import type { RotaWeights, SolveLimits } from './solver/model.js';

/** What a rota is made by, in the units that the keys name. */
export const ROTA_SETTINGS = [
  'dispatch.travel_limit_minutes',
  'dispatch.midday_travel_limit_minutes',
  'dispatch.far_minutes',
  'dispatch.carry_over_months',
  'dispatch.first_priority_minimum_points',
  'dispatch.first_priority_ideal_points',
  'dispatch.second_priority_minimum_points',
  'dispatch.second_priority_ideal_points',
  'dispatch.third_priority_minimum_points',
  'dispatch.third_priority_ideal_points',
  'dispatch.travel_hour_points',
  'dispatch.fairness_points',
  'dispatch.burden_points',
  'dispatch.preference_points',
  'dispatch.continuity_points',
  'dispatch.familiar_after_sessions',
  'dispatch.change_points',
  'dispatch.search_limit_seconds',
  'dispatch.search_limit_nodes',
] as const;
export type RotaSettings = Readonly<Record<(typeof ROTA_SETTINGS)[number], number>>;

/** The soft goals as the settings weigh them. */
export function weightsOf(found: RotaSettings): RotaWeights {
  const priority = (name: 'first' | 'second' | 'third', value: number) => ({
    priority: value,
    shortOfMin: found[`dispatch.${name}_priority_minimum_points`],
    shortOfIdeal: found[`dispatch.${name}_priority_ideal_points`],
  });
  return {
    priorities: [priority('first', 1), priority('second', 2), priority('third', 3)],
    travelPerHour: found['dispatch.travel_hour_points'],
    fairness: found['dispatch.fairness_points'],
    burden: found['dispatch.burden_points'],
    preference: found['dispatch.preference_points'],
    continuity: found['dispatch.continuity_points'],
    familiarAfter: found['dispatch.familiar_after_sessions'],
    change: found['dispatch.change_points'],
  };
}

/** How long the solver searches; the same seed gives the same plan. */
export function searchLimits(
  found: Pick<RotaSettings, 'dispatch.search_limit_nodes' | 'dispatch.search_limit_seconds'>,
): SolveLimits {
  return {
    seed: 1,
    nodeLimit: found['dispatch.search_limit_nodes'],
    relativeGap: 0.01,
    timeLimitSeconds: found['dispatch.search_limit_seconds'],
    wholeUpTo: 2_000,
  };
}
