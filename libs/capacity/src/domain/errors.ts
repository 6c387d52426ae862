import { DomainError } from '#kernel';

/** A session with places that nobody holds. */
export interface FreeSession {
  readonly sessionId: string;
  readonly from: string;
  readonly to: string;
  readonly free: number;
}

/** Why a session gives no place. */
export type NoPlaceRule = 'FULL' | 'CLOSED' | 'RELEASED' | 'WITHDRAWN' | 'PAST';

/** The session has no place to give; the facts name what is free next in the department. */
export class SlotTakenError extends DomainError {
  readonly code = 'SLOT_TAKEN';

  constructor(rule: NoPlaceRule, sessionId: string, next: readonly FreeSession[]) {
    super({ rule, facts: { sessionId, next: next.map((session) => ({ ...session })) } });
  }
}

/** Every free bed of the pool is held for somebody; the facts say how old that knowledge is. */
export class NoFreeBedError extends DomainError {
  readonly code = 'NO_FREE_BED';

  constructor(bedPoolId: string, reportedAt: Date) {
    super({ facts: { bedPoolId, reportedAt: reportedAt.toISOString() } });
  }
}

/** What was held is no longer: it has expired or was released. */
export class HoldEndedError extends DomainError {
  readonly code = 'HOLD_ENDED';
}

/** Why a session cannot be changed. */
export type FixedRule = 'IN_USE' | 'RELEASED' | 'WITHDRAWN';

/** People count on the session as it is. */
export class ClinicSessionFixedError extends DomainError {
  readonly code = 'CLINIC_SESSION_FIXED';

  constructor(rule: FixedRule, taken: number) {
    super({ rule, facts: { taken } });
  }
}

/** A session that is planned already, where another one is wanted. */
export interface SessionInTheWay {
  /** Which of the wanted sessions meets it, counted from 0. */
  readonly index: number;
  readonly sessionId: string;
  readonly from: string;
  readonly to: string;
}

/** The department has a session at that time already. */
export class ClinicSessionOverlapError extends DomainError {
  readonly code = 'CLINIC_SESSION_OVERLAP';

  constructor(inTheWay: readonly SessionInTheWay[]) {
    super({ facts: { from: inTheWay[0]?.from ?? '—', overlaps: inTheWay.map((session) => ({ ...session })) } });
  }
}

/** The clinic is closed already for some of that time. */
export class ClinicClosedError extends DomainError {
  readonly code = 'CLINIC_CLOSED';

  constructor(closureId: string) {
    super({ facts: { closureId } });
  }
}
