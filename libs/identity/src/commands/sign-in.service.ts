import { Injectable } from '@nestjs/common';
import { after } from '#kernel';
import { UnitOfWork, type RequestOrigin, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import { accountActor } from './account-actor.js';
import { AccountStatus } from '../domain/account-status.js';
import { SignInFailedError } from '../domain/errors.js';
import { normalizeLoginName } from '../domain/login-name.js';
import { sessionLimits } from '../domain/session-limits.js';
import { hashSessionToken, newSessionToken } from '../data/session-token.js';
import { PasswordVerification } from './password-verification.js';

export interface SignInRequest {
  readonly loginName: string;
  readonly password: string;
  /** What the person signs in with, shown in the list of their sessions. */
  readonly device: string | null;
}

/** A new session. The token exists here and at the client, nowhere else. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verification: PasswordVerification,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /**
   * Opens a session for whoever knows the password of an active account.
   *
   * @throws SignInFailedError alike for an unknown login name, a wrong password and a disabled account
   * @throws SignInLockedError after 5 failures within 15 minutes, for 15 minutes
   * @throws RateLimitedError when an address fails too often
   */
  async signIn(request: SignInRequest, origin: RequestOrigin): Promise<OpenedSession> {
    const loginName = normalizeLoginName(request.loginName);
    const { account, claimedId } = await this.verification.verify(loginName, request.password, origin);
    if (!account) throw new SignInFailedError(claimedId);
    const token = newSessionToken();
    return this.unitOfWork.run(accountActor(account, origin), (tx) =>
      this.open(tx, account, { token, device: request.device }),
    );
  }

  private async open(
    tx: Transaction,
    verified: StoredAccount,
    { token, device }: { token: string; device: string | null },
  ): Promise<OpenedSession> {
    const account = await this.accounts.lock(tx, verified.id);
    const unchanged = account?.status === AccountStatus.ACTIVE && account.passwordHash === verified.passwordHash;
    // Disabled, or given another password, since it was verified.
    if (!unchanged) throw new SignInFailedError(verified.id);
    const session = {
      id: tx.newId(),
      accountId: account.id,
      institutionId: await this.sessions.firstInstitution(tx, account),
      delegationId: null,
      tokenHash: hashSessionToken(token),
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
      payload: { accountId: account.id, institutionId: session.institutionId },
    });
    return { sessionId: session.id, token, expiresAt: session.expiresAt };
  }
}
