import type { Lifecycle, TransitionTable } from '#kernel';
import type { InvitationState } from './consultation.js';

export type InvitationAction = 'invite' | 'accept' | 'decline' | 'expire' | 'withdraw';

/** The invitation of one expert 会诊邀请. A refusal states its reason. */
export const invitationTransitions = {
  invite: { from: 'PROPOSED', to: 'INVITED', who: ['inviter', 'coordinator'] },
  accept: { from: 'INVITED', to: 'ACCEPTED', who: 'self' },
  // Also by somebody who had accepted and cannot come after all.
  decline: { from: ['INVITED', 'ACCEPTED'], to: 'DECLINED', who: 'self', demands: 'reason' },
  expire: { from: 'INVITED', to: 'EXPIRED', who: 'system' },
  withdraw: { from: ['PROPOSED', 'INVITED', 'ACCEPTED'], to: 'WITHDRAWN', who: 'anybody' },
} as const satisfies TransitionTable<InvitationState, InvitationAction>;

export interface InvitationFacts {
  readonly isSelf: boolean;
  readonly isInviter: boolean;
  readonly isCoordinator: boolean;
  readonly isSystem: boolean;
}

export interface InvitationAttempt {
  readonly reasonProblem?: string | null;
}

export const invitationLifecycle: Lifecycle<typeof invitationTransitions, InvitationFacts, InvitationAttempt> = {
  table: invitationTransitions,
  who: {
    self: ({ isSelf }) => isSelf,
    inviter: ({ isInviter }) => isInviter,
    coordinator: ({ isCoordinator }) => isCoordinator,
    system: ({ isSystem }) => isSystem,
    // With the case or the time that it was for.
    anybody: () => true,
  },
  guards: {},
  demands: { reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem } },
  choices: {},
};
