import { ALLIANCE_ZONE, elapsed, localDate, minutes } from '#kernel';
import { SYSTEM_ACCOUNT_ID, type ActorContext } from '#platform';
import type { PlanFacts } from '../domain/plan.lifecycle.js';
import type { PlanRow } from './plan.repository.js';
import { plansRotas } from './rota-scope.js';

/** A search that has not come back by then was lost: another one may be asked for. */
const LONGEST_SEARCH = minutes(10);

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
    searching: row.requestedAt !== null && elapsed(row.requestedAt, now) < LONGEST_SEARCH,
    sessions: row.sessions,
    unsettled: row.unsettled,
    publishAheadDays: settings['dispatch.publish_ahead_days'],
  };
}
