import type { Interval, Lifecycle, TransitionTable } from '#kernel';
import { refusedTime } from './consultation.lifecycle.js';
import type { ConsultationState, ConsultationType, InvitationState } from './consultation.js';

export type InvitationAction = 'invite' | 'accept' | 'decline' | 'expire' | 'withdraw';

/** The invitation of one expert 会诊邀请. A refusal states its reason. */
export const invitationTransitions = {
  invite: { from: 'PROPOSED', to: 'INVITED', who: ['inviter', 'coordinator'] },
  accept: { from: 'INVITED', to: 'ACCEPTED', who: 'self', demands: 'inTime' },
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
  /** Of whoever accepts. */
  readonly isTooLate?: boolean;
  /** Where it is too late: the next times that can be had. */
  readonly nextTimes?: readonly Interval[];
}

/** The session that somebody accepts to come to. */
interface Session {
  readonly type: ConsultationType;
  readonly state: ConsultationState;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** Whether the time that somebody was asked for has passed: one can still come to a session that is under way. An emergency is now. */
export function isTooLate({ type, state, startsAt, endsAt }: Session, now: Date): boolean {
  if (type === 'EMERGENCY' || startsAt === null || endsAt === null) return false;
  return state === 'IN_SESSION' ? now >= endsAt : now > startsAt;
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
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    inTime: ({ isTooLate: late = false, nextTimes }) => !late || refusedTime('TIME_PAST', nextTimes),
  },
  choices: {},
};
