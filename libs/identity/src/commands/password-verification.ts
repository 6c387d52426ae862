import { Injectable } from '@nestjs/common';
import { RateLimitedError } from '#kernel';
import { Cipher, UnitOfWork, type RequestOrigin, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { PasswordHasher } from '../data/password-hasher.js';
import { SignInAttemptRepository, type LoginKeys } from '../data/sign-in-attempt.repository.js';
import { doorkeeper } from './account-actor.js';
import { AccountStatus } from '../domain/account-status.js';
import { SignInLockedError } from '../domain/errors.js';
import { addressStoppedUntil, lockedUntil, mustWaitFor, secondsUntil, signInLimits } from '../domain/sign-in-limits.js';

/** An attempt that may look at the password, or when another one may. */
type Admission = { readonly attemptId: string } | { readonly lockedFor: number } | { readonly stoppedFor: number };

/** `claimedId` is whose login name was given: for the audit trail, never for whoever gave it. */
export interface Verification {
  readonly account: StoredAccount | null;
  readonly claimedId: string | undefined;
}

interface Attempt {
  readonly id: string;
  readonly loginKeys: LoginKeys;
  readonly origin: RequestOrigin;
}

/**
 * The one place where somebody proves a password. An attempt is counted before the password is looked at, so that many
 * at once cannot guess more often than one after the other; it is settled in a transaction of its own, whatever the
 * caller does with the answer.
 */
@Injectable()
export class PasswordVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttemptRepository,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly cipher: Cipher,
  ) {}

  /**
   * The active account with this login name and password, or none without a hint at what was wrong.
   *
   * @param loginName in its normalised form
   * @throws SignInLockedError after too many failures with this login name
   * @throws RateLimitedError after too many failures from this address
   */
  async verify(loginName: string, password: string, origin: RequestOrigin): Promise<Verification> {
    const attempt = await this.admit(loginName, origin);
    const account = await this.accounts.findByLoginName(loginName);
    const right = await this.hasher.verify(account?.passwordHash ?? null, password);
    if (account && right && account.status === AccountStatus.ACTIVE) {
      await this.succeed(attempt, account);
      return { account, claimedId: account.id };
    }
    await this.fail(attempt, account);
    return { account: null, claimedId: account?.id };
  }

  private async admit(loginName: string, origin: RequestOrigin): Promise<Attempt> {
    const loginKeys = this.cipher.keyedHashes(loginName, 'sign_in_attempts.login_key');
    const admission = await this.unitOfWork.run(doorkeeper(origin), (tx) => this.count(tx, loginKeys));
    if ('stoppedFor' in admission) throw new RateLimitedError(admission.stoppedFor);
    if ('lockedFor' in admission) throw new SignInLockedError(admission.lockedFor);
    return { id: admission.attemptId, loginKeys, origin };
  }

  private async count(tx: Transaction, loginKeys: LoginKeys): Promise<Admission> {
    const { address } = tx.actor.origin;
    const { now } = tx;
    // Address first, everywhere: two requests never wait for each other in a circle.
    await this.attempts.lock(tx, ...(address ? [address] : []), ...loginKeys.toSorted());
    const stopped = address ? addressStoppedUntil(await this.attempts.listOfAddress(tx, address), now) : null;
    if (stopped) return { stoppedFor: secondsUntil(stopped, now) };
    const failures = await this.attempts.listFailures(tx, loginKeys);
    const locked = lockedUntil(failures, now);
    const crowded = mustWaitFor(await this.attempts.listRunning(tx, loginKeys), failures, now);
    const id = tx.newId();
    const outcome = locked || crowded ? 'REFUSED' : 'STARTED';
    await this.attempts.insert(tx, { id, occurredAt: now, loginKey: loginKeys[0], accountId: null, address, outcome });
    if (locked) return { lockedFor: secondsUntil(locked, now) };
    if (crowded) return { stoppedFor: signInLimits.retryAfterSecondsWhileOthersRun };
    return { attemptId: id };
  }

  private async succeed({ id, loginKeys, origin }: Attempt, account: StoredAccount): Promise<void> {
    await this.unitOfWork.run(doorkeeper(origin, account.institutionId), async (tx) => {
      await this.attempts.settle(tx, id, 'SUCCEEDED', account.id);
      await this.attempts.forgive(tx, loginKeys);
    });
  }

  private async fail({ id, loginKeys, origin }: Attempt, account: StoredAccount | null): Promise<void> {
    await this.unitOfWork.run(doorkeeper(origin, account?.institutionId), async (tx) => {
      await this.attempts.lock(tx, ...loginKeys.toSorted());
      await this.attempts.settle(tx, id, 'FAILED', account?.id ?? null);
      const until = lockedUntil(await this.attempts.listFailures(tx, loginKeys), tx.now);
      if (!until || !account) return;
      tx.publish({
        topic: 'account.locked',
        aggregateType: 'account',
        aggregateId: account.id,
        aggregateVersion: account.version,
        payload: { until: until.toISOString() },
      });
    });
  }
}
