import { Injectable } from '@nestjs/common';
import { after, days } from '#kernel';
import { ReferenceData, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { hashSessionToken, newSessionToken } from '../data/session-token.js';
import { SessionRepository } from '../data/session.repository.js';
import { sessionLimits } from '../domain/session-limits.js';
import { accountEvent } from './identity-events.js';

/** A new session. The token exists here and at the client, nowhere else. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** How somebody came to a session. */
export interface Arrival {
  /** What the person signs in with, shown in the list of their sessions. */
  readonly device: string | null;
  /** Whether they have proven a second factor. */
  readonly isProven: boolean;
  /** Whether the provider has said who they are, so that no password of ours was asked for. */
  readonly byProvider: boolean;
}

/** Days after which a password has to be changed; 0 means never. */
const PASSWORD_AGE = 'identity.password_age_days';

/** Opens sessions for whoever has proven enough, by whatever way. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly reference: ReferenceData,
  ) {}

  /** @param account as it is now, locked in this transaction */
  async open(
    tx: Transaction,
    account: StoredAccount,
    { device, isProven, byProvider }: Arrival,
  ): Promise<OpenedSession> {
    if (!byProvider) await this.expirePassword(tx, account);
    const token = newSessionToken();
    const session = {
      id: tx.newId(),
      accountId: account.id,
      institutionId: await this.sessions.firstInstitution(tx, account),
      delegationId: null,
      tokenHash: hashSessionToken(token),
      byProvider,
      secondFactorAt: isProven ? tx.now : null,
      createdAt: tx.now,
      lastSeenAt: tx.now,
      expiresAt: after(tx.now, sessionLimits.absolute),
      revokedAt: null,
      address: tx.actor.origin.address,
      device,
    };
    await this.sessions.insert(tx, session);
    tx.publish({
      topic: 'session.opened',
      aggregateType: 'session',
      aggregateId: session.id,
      aggregateVersion: 1,
      payload: { accountId: account.id, institutionId: session.institutionId, secondFactor: isProven, byProvider },
    });
    return { sessionId: session.id, token, expiresAt: session.expiresAt };
  }

  /** A password that has become too old opens nothing but its own change. */
  private async expirePassword(tx: Transaction, account: StoredAccount): Promise<void> {
    const { [PASSWORD_AGE]: limit } = await this.reference.settings([PASSWORD_AGE], tx.now, tx);
    const isOld = limit > 0 && after(account.passwordChangedAt, days(limit)) <= tx.now;
    if (!isOld || account.mustChangePassword) return;
    const version = await this.accounts.update(tx, account, { mustChangePassword: true });
    tx.publish(accountEvent('password-expired', { id: account.id, version }));
  }
}
