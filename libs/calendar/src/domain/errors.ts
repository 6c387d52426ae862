import { DomainError, type Interval } from '#kernel';
import type { BusyKind } from './commitment.js';

/** An expert is not free then: `rule` says what takes the time (`TAKEN` for whatever nobody may double-book). */
export class ExpertBusyError extends DomainError {
  readonly code = 'EXPERT_BUSY';

  constructor(rule: 'TAKEN' | BusyKind, expertId: string, { start, end }: Interval) {
    super({ rule, facts: { expertId, from: start.toISOString(), to: end.toISOString() } });
  }
}

/** Nothing is held any more: the time has passed, or it was released. */
export class CommitmentEndedError extends DomainError {
  readonly code = 'COMMITMENT_ENDED';
}

/** The link leads nowhere already. */
export class FeedRevokedError extends DomainError {
  readonly code = 'CALENDAR_FEED_REVOKED';
}

/** Why something in a calendar stays as it is. */
export type CommitmentFixedRule = 'OWNED_ELSEWHERE' | 'ENDED' | 'PAST' | 'OWN_LEAVE' | 'NOT_LEAVE' | 'APPROVED';

export class CommitmentFixedError extends DomainError {
  readonly code = 'COMMITMENT_FIXED';

  constructor(rule: CommitmentFixedRule) {
    super({ rule });
  }
}
