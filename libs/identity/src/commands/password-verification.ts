import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { PasswordHasher } from '../data/password-hasher.js';
import { AccountStatus } from '../domain/account-status.js';
import { SignInAttempts } from './sign-in-attempts.js';

/** `claimedId` is whose login name was given: for the audit trail, never for whoever gave it. */
export interface Verification {
  readonly account: StoredAccount | null;
  readonly claimedId: string | undefined;
}

/** The one place where somebody proves a password. */
@Injectable()
export class PasswordVerification {
  constructor(
    private readonly attempts: SignInAttempts,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * The active account with this login name and password, or none without a hint at what was wrong. Where a second factor
   * has to follow, the password alone forgives no failure: guesses at the code would be free otherwise.
   *
   * @param loginName in its normalised form
   * @throws SignInLockedError after too many failures with this login name
   * @throws RateLimitedError after too many failures from this address
   */
  async verify(loginName: string, password: string, origin: RequestOrigin): Promise<Verification> {
    const attempt = await this.attempts.admit(loginName, origin);
    const account = await this.accounts.findByLoginName(loginName);
    const right = await this.hasher.verify(account?.passwordHash ?? null, password);
    if (account && right && account.status === AccountStatus.ACTIVE) {
      await this.attempts.succeed(attempt, account, !account.hasSecondFactor);
      return { account, claimedId: account.id };
    }
    await this.attempts.fail(attempt, account);
    return { account: null, claimedId: account?.id };
  }
}
