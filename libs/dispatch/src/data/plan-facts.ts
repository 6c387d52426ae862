import { ALLIANCE_ZONE, localDate } from '#kernel';
import { SYSTEM_ACCOUNT_ID, type ActorContext } from '#platform';
import type { PlanFacts } from '../domain/plan.lifecycle.js';
import type { PlanRow } from './plan.repository.js';
import { plansRotas } from './rota-scope.js';

export const PLAN_SETTINGS = ['dispatch.publish_ahead_days'] as const;
type PlanSettings = Readonly<Record<(typeof PLAN_SETTINGS)[number], number>>;

/** What the rules of a rota look at. */
export function planFactsOf(
  actor: ActorContext,
  row: PlanRow,
  { now, settings }: { readonly now: Date; readonly settings: PlanSettings },
): PlanFacts {
  return {
    isPlanner: plansRotas(actor),
    isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
    today: localDate(now, ALLIANCE_ZONE),
    fromDay: row.fromDay,
    toDay: row.toDay,
    searching: row.requestedAt !== null,
    sessions: row.sessions,
    unsettled: row.unsettled,
    publishAheadDays: settings['dispatch.publish_ahead_days'],
  };
}
