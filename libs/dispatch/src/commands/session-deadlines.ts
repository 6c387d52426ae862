import { Injectable } from '@nestjs/common';
import { CommitmentOwner, type KnownCommitment } from '#calendar';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { SessionRepository, type SessionRow } from '../data/session.repository.js';
import { CONFIRMATION_LIMIT, NO_SHOW_LIMIT, SessionLimitsSetter } from './session-limits.js';
import { SessionTransitions, concernOf } from './session-transitions.js';

/** What happens to sessions that nobody confirms, and to which nobody comes. */
@Injectable()
export class SessionDeadlines extends DeadlineHandler {
  readonly kinds = [CONFIRMATION_LIMIT, NO_SHOW_LIMIT];

  constructor(
    private readonly sessions: SessionRepository,
    private readonly transitions: SessionTransitions,
    private readonly notices: Notices,
  ) {
    super();
  }

  async expire(tx: Transaction, { kind, subjectId: id }: DueDeadline): Promise<void> {
    if (kind === NO_SHOW_LIMIT) return this.markAbsent(tx, id);
    const session = await this.sessions.lock(tx, id);
    if (session?.state === 'PLANNED') await this.remind(tx, session);
  }

  private async markAbsent(tx: Transaction, id: string): Promise<void> {
    const [session] = await this.sessions.find(tx, id);
    if (!session || !['PLANNED', 'CONFIRMED', 'SWAP_PENDING'].includes(session.state)) return;
    const command = { id, expectedVersion: session.version };
    const step = { action: 'markNoShow', operation: 'markNoShow', topic: 'rota-session.no-show' } as const;
    await this.transitions.take(tx, command, step);
  }

  private async remind(
    tx: Transaction,
    { id, institutionId, townshipId, expertId, startsAt }: SessionRow,
  ): Promise<void> {
    await this.notices.send(tx, {
      institutionId,
      recipients: { staffIds: [expertId], holders: [{ institutionId, roles: [Role.ROTA_MANAGER] }] },
      template: 'dispatch.unconfirmed',
      parameters: { institution: townshipId, time: startsAt.toISOString() },
      subject: { type: 'RotaSession', id },
      urgency: Urgency.ROUTINE,
    });
  }
}

/** Leave that meets a published session suspends it, and puts it on the list of repairs. */
@Injectable()
export class SessionsInCalendars extends CommitmentOwner {
  readonly domain = 'dispatch';

  constructor(
    private readonly sessions: SessionRepository,
    private readonly limits: SessionLimitsSetter,
  ) {
    super();
  }

  async displaced(tx: Transaction, commitments: readonly KnownCommitment[]): Promise<void> {
    const ids = commitments.map(({ subject }) => subject.id);
    for (const session of await this.sessions.suspend(tx, ids, 'expert_leave')) {
      this.limits.end(tx, session.id);
      tx.publish({
        topic: 'rota-session.suspended',
        aggregateType: 'rota-session',
        aggregateId: session.id,
        aggregateVersion: session.version,
        action: 'suspend',
        toState: 'SUSPENDED',
        reasonCode: 'expert_leave',
        payload: concernOf(session),
      });
    }
  }
}
