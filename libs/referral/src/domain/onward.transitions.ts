import type { Lifecycle, TransitionTable } from '#kernel';

export const OnwardState = {
  DRAFT: 'DRAFT',
  SENT: 'SENT',
  ANSWERED: 'ANSWERED',
  COMPLETED: 'COMPLETED',
  CLOSED: 'CLOSED',
} as const;
export type OnwardState = (typeof OnwardState)[keyof typeof OnwardState];

export type OnwardAction = 'send' | 'answer' | 'complete' | 'close';

/** Referral beyond the alliance 向外转诊: the receiver has no account, so the coordinator moves it. */
export const onwardTransitions = {
  send: { from: 'DRAFT', to: 'SENT', who: 'coordinator' },
  answer: { from: 'SENT', to: 'ANSWERED', who: 'coordinator' },
  complete: { from: 'ANSWERED', to: 'COMPLETED', who: 'coordinator' },
  close: { from: ['DRAFT', 'SENT', 'ANSWERED'], to: 'CLOSED', who: 'coordinator', demands: 'reason' },
} as const satisfies TransitionTable<OnwardState, OnwardAction>;

export interface OnwardFacts {
  readonly isCoordinator: boolean;
}

export interface OnwardAttempt {
  readonly reasonProblem?: string | null;
}

export const onwardLifecycle: Lifecycle<typeof onwardTransitions, OnwardFacts, OnwardAttempt> = {
  table: onwardTransitions,
  who: { coordinator: ({ isCoordinator }) => isCoordinator },
  guards: {},
  demands: { reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem } },
  choices: {},
};
