import { Injectable } from '@nestjs/common';
import { RateLimitedError } from '#kernel';
import { Cipher, UnitOfWork, type RequestOrigin, type Transaction } from '#platform';
import type { StoredAccount } from '../data/account.repository.js';
import { SignInAttemptRepository, type LoginKeys } from '../data/sign-in-attempt.repository.js';
import { SignInLockedError } from '../domain/errors.js';
import { addressStoppedUntil, lockedUntil, mustWaitFor, secondsUntil, signInLimits } from '../domain/sign-in-limits.js';
import { doorkeeper } from './account-actor.js';

/** An attempt that may look at what was brought, or when another one may. */
type Admission = { readonly attemptId: string } | { readonly lockedFor: number } | { readonly stoppedFor: number };

/** An attempt under way: to be settled by {@link SignInAttempts.succeed} or {@link SignInAttempts.fail}. */
export interface Attempt {
  readonly id: string;
  readonly loginKeys: LoginKeys;
  readonly origin: RequestOrigin;
}

/**
 * Counts how often people try to prove who they are, by password and by second factor alike. An attempt is counted before
 * anything is looked at, so that many at once cannot guess more often than one after the other; it is settled in a
 * transaction of its own, whatever the caller does with the answer.
 */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttemptRepository,
    private readonly cipher: Cipher,
  ) {}

  /**
   * @param loginName in its normalised form
   * @throws SignInLockedError after too many failures with this login name
   * @throws RateLimitedError after too many failures from this address
   */
  async admit(loginName: string, origin: RequestOrigin): Promise<Attempt> {
    const loginKeys = this.cipher.keyedHashes(loginName, 'sign_in_attempts.login_key');
    const admission = await this.unitOfWork.run(doorkeeper(origin), (tx) => this.count(tx, loginKeys));
    if ('stoppedFor' in admission) throw new RateLimitedError(admission.stoppedFor);
    if ('lockedFor' in admission) throw new SignInLockedError(admission.lockedFor);
    return { id: admission.attemptId, loginKeys, origin };
  }

  /** @param forgives whether nothing is left to prove, which shows that the failures before were typing errors */
  async succeed({ id, loginKeys, origin }: Attempt, account: StoredAccount, forgives: boolean): Promise<void> {
    await this.unitOfWork.run(doorkeeper(origin, account.institutionId), async (tx) => {
      await this.attempts.settle(tx, id, 'SUCCEEDED', account.id);
      if (forgives) await this.attempts.forgive(tx, loginKeys);
    });
  }

  async fail({ id, loginKeys, origin }: Attempt, account: StoredAccount | null): Promise<void> {
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
}
