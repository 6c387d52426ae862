import type { ActionOf, Lifecycle, TransitionTable } from '#kernel';
import type { SecondmentState } from './secondment.js';

/** The life of a secondment: days begin and end it, people end it before its time, or take it back before it begins. */
export const secondmentTransitions = {
  begin: { from: 'PLANNED', to: 'ACTIVE', who: 'system' },
  end: { from: 'ACTIVE', to: 'ENDED', who: 'system' },
  withdraw: { from: 'PLANNED', to: 'WITHDRAWN', who: 'planner', demands: 'reason' },
  terminate: { from: 'ACTIVE', to: 'TERMINATED', who: 'planner', demands: 'reason' },
  recordBreak: {
    from: ['ACTIVE', 'ENDED', 'TERMINATED'],
    to: 'unchanged',
    who: ['planner', 'hostHead'],
    demands: 'fits',
  },
} as const satisfies TransitionTable<SecondmentState, string>;
export type SecondmentAction = ActionOf<typeof secondmentTransitions>;

/** What the rules of a secondment look at. */
export interface SecondmentFacts {
  readonly isPlanner: boolean;
  readonly isHostHead: boolean;
  readonly isSystem: boolean;
}

/** What an attempt brings along. */
export interface SecondmentAttempt {
  readonly reasonProblem?: string | null;
  readonly breakProblem?: string | null;
}

/** What the names in the table mean. */
export const secondmentLifecycle: Lifecycle<typeof secondmentTransitions, SecondmentFacts, SecondmentAttempt> = {
  table: secondmentTransitions,
  who: {
    planner: ({ isPlanner }) => isPlanner,
    hostHead: ({ isHostHead }) => isHostHead,
    system: ({ isSystem }) => isSystem,
  },
  guards: {},
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    fits: ({ breakProblem }) => !breakProblem || { rule: breakProblem },
  },
  choices: {},
};
