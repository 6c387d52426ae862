import { Injectable } from '@nestjs/common';
import { Commitments } from '#calendar';
import { nextState, type JsonRecord } from '#kernel';
import {
  ReferenceData,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Taken,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { sessionFactsOf, knowsSession } from '../data/session-facts.js';
import { SessionRepository, type SessionChanges, type SessionRow } from '../data/session.repository.js';
import { ENDED, STANDING, type SessionState } from '../domain/session-state.js';
import {
  SESSION_SETTINGS,
  sessionLifecycle,
  type SessionAttempt,
  type SessionFacts,
} from '../domain/session.lifecycle.js';
import type { SessionAction } from '../domain/session.transitions.js';
import { SessionLimitsSetter } from './session-limits.js';

export interface LoadedSession {
  readonly row: SessionRow;
  readonly facts: SessionFacts;
}

export interface SessionStep extends TransitionStep<
  SessionAction,
  LoadedSession,
  SessionAttempt,
  SessionState,
  SessionChanges
> {
  /** Whose calendar is written as well: locked before the session, in id order with that of its expert. */
  readonly alsoLocks?: string | null;
}

/** Takes a published session through its table. */
@Injectable()
export class SessionTransitions extends TransitionService<
  LoadedSession,
  SessionAttempt,
  SessionState,
  SessionChanges,
  SessionStep
> {
  protected override readonly aggregate = { type: 'RotaSession', events: 'rota-session' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly commitments: Commitments,
    private readonly reference: ReferenceData,
    private readonly limits: SessionLimitsSetter,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string, step: SessionStep): Promise<LoadedSession | null> {
    const [found] = await this.sessions.find(tx, id);
    if (!found) return null;
    const { alsoLocks = found.swapExpertId } = step;
    const expertIds = [found.expertId, ...(alsoLocks ? [alsoLocks] : [])];
    // Leave locks calendars first and suspends sessions then.
    await this.commitments.lock(tx, [...new Set(expertIds)]);
    const row = await this.sessions.lock(tx, id);
    if (!row?.publishedAt || !knowsSession(tx.actor, row)) return null;
    const now = await tx.begun;
    const limits = await this.reference.settings(SESSION_SETTINGS, now, tx);
    return { row, facts: sessionFactsOf(tx.actor, row, { now, limits }) };
  }

  protected next({ row, facts }: LoadedSession, { action }: SessionStep, attempt: SessionAttempt): SessionState {
    return nextState(sessionLifecycle, row.state as never, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedSession, to: SessionState, changes: SessionChanges | undefined) {
    const ended = ENDED.includes(to) && !ENDED.includes(row.state) ? { endedAt: tx.now } : {};
    const reopened = !ENDED.includes(to) && ENDED.includes(row.state) ? { endedAt: null } : {};
    // A swap is open in that state alone; what has ended keeps whom it named.
    const decided = to !== 'SWAP_PENDING' && !ENDED.includes(to) ? { swapExpertId: null } : {};
    return this.sessions.change(tx, row, { ...ended, ...reopened, ...decided, ...changes, state: to });
  }

  protected concern({ row }: LoadedSession): Concern {
    return { payload: concernOf(row) };
  }

  protected override follow(
    tx: Transaction,
    { row }: LoadedSession,
    { to }: Taken<SessionStep, SessionAttempt, SessionState, SessionChanges>,
  ): void {
    if (to === 'CONFIRMED') this.limits.confirmed(tx, row.id);
    if (STANDING.includes(row.state) && !STANDING.includes(to)) {
      this.limits.end(tx, row.id);
      if (to !== 'COMPLETED' && to !== 'NO_SHOW') this.commitments.releaseFor(tx, { domain: 'dispatch', id: row.id });
    }
    if (to === 'CHECKED_IN') this.limits.end(tx, row.id);
  }
}

/** Whom a session concerns: whoever was asked to take it over as well, while that is not decided. */
export function concernOf({ swapExpertId, ...row }: SessionRow): JsonRecord {
  const { institutionId, townshipId, expertId, planId, day, half } = row;
  const asked = swapExpertId ? { askedExpertId: swapExpertId } : {};
  return { institutionId, townshipId, expertId, planId, day, half, ...asked };
}
