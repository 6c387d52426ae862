import { Injectable } from '@nestjs/common';
import { after } from '#kernel';
import { UnitOfWork, type RequestOrigin, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { hashSessionToken, newSessionToken } from '../data/session-token.js';
import { SignInTicketRepository } from '../data/sign-in-ticket.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { SignInFailedError } from '../domain/errors.js';
import { normalizeLoginName } from '../domain/login-name.js';
import { signInLimits } from '../domain/sign-in-limits.js';
import { accountActor } from './account-actor.js';
import { PasswordVerification } from './password-verification.js';
import { SessionOpening, type Arrival, type OpenedSession } from './session-opening.js';

export interface SignInRequest {
  readonly loginName: string;
  readonly password: string;
  /** What the person signs in with, shown in the list of their sessions. */
  readonly device: string | null;
}

/** A second factor has to follow; the ticket says of whom. It exists here and at the client, nowhere else. */
export interface Challenge {
  readonly ticket: string;
  readonly expiresAt: Date;
}

/** A session, or what is left to prove before there is one. */
export type SignInStep = { readonly session: OpenedSession } | { readonly challenge: Challenge };

@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verification: PasswordVerification,
    private readonly accounts: AccountRepository,
    private readonly opening: SessionOpening,
    private readonly tickets: SignInTicketRepository,
  ) {}

  /**
   * Opens a session for whoever knows the password of an active account; where it has a second factor, asks for that.
   *
   * @throws SignInFailedError alike for an unknown login name, a wrong password and a disabled account
   * @throws SignInLockedError after 5 failures within 15 minutes, for 15 minutes
   * @throws RateLimitedError when an address fails too often
   */
  async signIn(request: SignInRequest, origin: RequestOrigin): Promise<SignInStep> {
    const loginName = normalizeLoginName(request.loginName);
    const { account: verified, claimedId } = await this.verification.verify(loginName, request.password, origin);
    if (!verified) throw new SignInFailedError(claimedId);
    return this.unitOfWork.run(accountActor(verified, origin), async (tx) => {
      const account = await this.accounts.lock(tx, verified.id);
      const unchanged = account?.status === AccountStatus.ACTIVE && account.passwordHash === verified.passwordHash;
      // Disabled, or given another password, since it was verified.
      if (!unchanged) throw new SignInFailedError(verified.id);
      return this.enter(tx, account, { device: request.device, isProven: false, byProvider: false });
    });
  }

  /**
   * What follows once somebody has proven whose account it is: the second factor where it is left to prove, else a session.
   *
   * @param account as it is now, locked in this transaction
   */
  async enter(tx: Transaction, account: StoredAccount, arrival: Arrival): Promise<SignInStep> {
    if (account.hasSecondFactor && !arrival.isProven) return { challenge: await this.challenge(tx, account, arrival) };
    return { session: await this.opening.open(tx, account, arrival) };
  }

  private async challenge(
    tx: Transaction,
    { id, version }: StoredAccount,
    { byProvider }: Arrival,
  ): Promise<Challenge> {
    const ticket = newSessionToken();
    const expiresAt = after(tx.now, signInLimits.ticket);
    await this.tickets.insert(tx, {
      id: tx.newId(),
      accountId: id,
      accountVersion: version,
      byProvider,
      tokenHash: hashSessionToken(ticket),
      expiresAt,
      usedAt: null,
    });
    return { ticket, expiresAt };
  }
}
