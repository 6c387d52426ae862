import { Injectable } from '@nestjs/common';
import { before } from '#kernel';
import { statement, type Transaction } from '#platform';
import { signInLimits } from '../domain/sign-in-limits.js';
import { SignInAttemptEntity, type SignInOutcome } from './sign-in-attempt.entity.js';

// A lock of the transaction, not of a row: there is no row yet, and names nobody has must be counted as well.
const LOCK = statement('sign-in.lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
const RECENT_OF_LOGIN = statement(
  'sign-in.of-login',
  `SELECT occurred_at AS "occurredAt" FROM sign_in_attempts
   WHERE login_key = ANY($1::text[]) AND outcome = $2 AND occurred_at > $3
   ORDER BY occurred_at DESC LIMIT ${signInLimits.failuresBeforeLock}`,
);
const RECENT_OF_ADDRESS = statement(
  'sign-in.of-address',
  `SELECT occurred_at AS "occurredAt" FROM sign_in_attempts
   WHERE address = $1 AND outcome <> 'SUCCEEDED' AND occurred_at > $2
   ORDER BY occurred_at DESC LIMIT ${signInLimits.attemptsPerAddress}`,
);
const SETTLE = statement('sign-in.settle', 'UPDATE sign_in_attempts SET outcome = $2, account_id = $3 WHERE id = $1');
const FORGIVE = statement(
  'sign-in.forgive',
  `UPDATE sign_in_attempts SET outcome = 'FORGIVEN' WHERE login_key = ANY($1::text[]) AND outcome = 'FAILED'`,
);

type Moment = Pick<SignInAttemptEntity, 'occurredAt'>;

/** Keyed hashes of a login name; attempts are stored with the first one. */
export type LoginKeys = readonly [string, ...string[]];

@Injectable()
export class SignInAttemptRepository {
  /** One after the other, until the transaction ends. Several keys are locked in the order given. */
  async lock(tx: Transaction, ...keys: string[]): Promise<void> {
    for (const key of keys) await tx.query(LOCK, [key]);
  }

  /** Failures of a login name since its last success, newest first, as many as matter. */
  listFailures(tx: Transaction, loginKeys: LoginKeys): Promise<Date[]> {
    const since = before(before(tx.now, signInLimits.lock), signInLimits.failureWindow);
    return this.listOfLogin(tx, loginKeys, { outcome: 'FAILED', since });
  }

  /** Attempts with a login name that are still under way, newest first. */
  listRunning(tx: Transaction, loginKeys: LoginKeys): Promise<Date[]> {
    return this.listOfLogin(tx, loginKeys, { outcome: 'STARTED', since: before(tx.now, signInLimits.attemptDuration) });
  }

  /** Attempts of an address that did not succeed (yet), newest first, as many as matter. */
  async listOfAddress(tx: Transaction, address: string): Promise<Date[]> {
    const since = before(tx.now, signInLimits.addressWindow);
    const rows = await tx.query<Moment>(RECENT_OF_ADDRESS, [address, since]);
    return rows.map(({ occurredAt }) => occurredAt);
  }

  async insert(tx: Transaction, attempt: SignInAttemptEntity): Promise<void> {
    await tx.manager.insert(SignInAttemptEntity, attempt);
  }

  async settle(tx: Transaction, id: string, outcome: SignInOutcome, accountId: string | null): Promise<void> {
    await tx.query(SETTLE, [id, outcome, accountId]);
  }

  /** A success shows that the failures before it were typing errors. */
  async forgive(tx: Transaction, loginKeys: LoginKeys): Promise<void> {
    await tx.query(FORGIVE, [loginKeys]);
  }

  private async listOfLogin(
    tx: Transaction,
    loginKeys: LoginKeys,
    { outcome, since }: { outcome: SignInOutcome; since: Date },
  ): Promise<Date[]> {
    const rows = await tx.query<Moment>(RECENT_OF_LOGIN, [loginKeys, outcome, since]);
    return rows.map(({ occurredAt }) => occurredAt);
  }
}
