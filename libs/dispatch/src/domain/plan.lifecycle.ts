import { addDays, hasText, type Lifecycle, type LocalDate } from '#kernel';
import type { planTransitions as PlanTable } from './plan.transitions.js';
import { planTransitions } from './plan.transitions.js';

/** What the rules of a rota look at. */
export interface PlanFacts {
  readonly isPlanner: boolean;
  readonly isSystem: boolean;
  readonly today: LocalDate;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly searching: boolean;
  readonly sessions: number;
  /** Published sessions of which nobody has said what became of them. */
  readonly unsettled: number;
  /** How many days ahead a rota is published without giving a reason. */
  readonly publishAheadDays: number;
}

/** What an attempt brings along. */
export interface PlanAttempt {
  readonly reason?: string | null | undefined;
}

const NEEDS_REASON = { rule: 'REASON_MISSING' } as const;

/** What the names in the table of rotas mean. */
export const planLifecycle: Lifecycle<typeof PlanTable, PlanFacts, PlanAttempt> = {
  table: planTransitions,
  who: { planner: ({ isPlanner }) => isPlanner, system: ({ isSystem }) => isSystem },
  guards: {
    notSearching: ({ searching }) => !searching || { rule: 'SEARCHING' },
    isSearching: ({ searching }) => searching || { rule: 'NOT_SEARCHING' },
    notOver: ({ toDay, today }) => toDay >= today || { rule: 'PERIOD_OVER', facts: { toDay } },
    isOver: ({ toDay, today }) => toDay < today || { rule: 'PERIOD_NOT_OVER', facts: { toDay } },
    hasSessions: ({ sessions }) => sessions > 0 || { rule: 'NO_SESSIONS' },
    allSettled: ({ unsettled }) => unsettled === 0 || { rule: 'SESSIONS_OPEN', facts: { unsettled } },
  },
  demands: {
    aheadOrReason: ({ today, fromDay, publishAheadDays, reason }) =>
      addDays(today, publishAheadDays) <= fromDay ||
      hasText(reason ?? '') || { rule: 'LATE_WITHOUT_REASON', facts: { publishAheadDays, fromDay } },
    amendmentReason: ({ reason }) => hasText(reason ?? '') || NEEDS_REASON,
  },
  choices: {},
};
