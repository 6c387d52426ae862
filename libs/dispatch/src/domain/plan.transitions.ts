import type { ActionOf, TransitionTable } from '#kernel';
import type { PlanState } from './plan-state.js';

/** The life of a rota: drafts compete, one is published, and is published again with every amendment. */
export const planTransitions = {
  generate: { from: ['DRAFT', 'GENERATED'], to: 'GENERATED', who: 'system' },
  requestGeneration: {
    from: ['DRAFT', 'GENERATED'],
    to: 'unchanged',
    who: 'planner',
    guards: ['notOver', 'notSearching'],
  },
  cancelGeneration: { from: ['DRAFT', 'GENERATED'], to: 'unchanged', who: 'planner', guards: 'isSearching' },
  breakOff: { from: ['DRAFT', 'GENERATED'], to: 'unchanged', who: 'system', guards: 'isSearching' },
  edit: { from: ['DRAFT', 'GENERATED', 'AMENDING'], to: 'unchanged', who: 'planner', guards: 'notSearching' },
  submit: { from: ['DRAFT', 'GENERATED'], to: 'UNDER_REVIEW', who: 'planner', guards: ['notSearching', 'hasSessions'] },
  returnToDraft: { from: 'UNDER_REVIEW', to: 'DRAFT', who: 'planner' },
  publish: { from: 'UNDER_REVIEW', to: 'PUBLISHED', who: 'planner', guards: 'notOver', demands: ['aheadOrReason'] },
  amend: { from: 'PUBLISHED', to: 'AMENDING', who: 'planner', guards: 'notOver' },
  publishAmendment: { from: 'AMENDING', to: 'PUBLISHED', who: 'planner', demands: 'amendmentReason' },
  close: { from: 'PUBLISHED', to: 'CLOSED', who: 'planner', guards: ['isOver', 'allSettled'] },
  discard: { from: ['DRAFT', 'GENERATED', 'UNDER_REVIEW'], to: 'DISCARDED', who: 'planner' },
} as const satisfies TransitionTable<PlanState, string>;
export type PlanAction = ActionOf<typeof planTransitions>;
