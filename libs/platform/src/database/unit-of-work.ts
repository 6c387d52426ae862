import { Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import type { Cipher } from '../crypto/cipher.js';
import type { DeliveryBells } from '../deliveries/delivery-bells.js';
import type { DeliveryRegistry } from '../deliveries/delivery-registry.js';
import { appendEvents } from '../events/event-log.js';
import { Database } from './database.js';
import { isConsequence, isRetryable, isUnavailable } from './database-failure.js';
import { writeTogether } from './one-write.js';
import { statement } from './statement.js';
import { Transaction } from './transaction.js';

const MAX_ATTEMPTS = 6;
const NOW = statement('transaction.now', 'SELECT now() AS now');

/** What a transaction hands on to those who write in it. */
interface Collaborators {
  readonly cipher: Cipher;
  readonly deliveries: DeliveryRegistry;
  readonly bells: DeliveryBells;
}

/** Work to do in one transaction. It runs again from its beginning after a conflict, so it keeps no state outside. */
export type Work<T> = (tx: Transaction) => Promise<T>;

/**
 * Runs a change whole or not at all: its rows, its events, their audit rows and deliveries commit together. A serialization failure
 * or a deadlock runs the whole callback again; a thrown error rolls everything back.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly clock: Clock | 'database',
    private readonly collaborators: Collaborators,
  ) {}

  async run<T>(actor: Actor, work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(actor, work);
      } catch (error) {
        if (!isRetryable(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async attempt<T>(actor: Actor, work: Work<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let tx: Transaction | undefined;
    try {
      const client = (await runner.connect()) as PoolClient;
      writeTogether(client);
      const [now] = await Promise.all([this.nowOf(client), runner.startTransaction()]);
      tx = new Transaction(actor, now, runner.manager, client, this.database, this.collaborators.cipher);
      const result = await work(tx);
      await writeAndCommit(tx, runner, this.collaborators.deliveries);
      this.collaborators.bells.ring(tx.enqueued);
      return result;
    } catch (error) {
      await rollBack(runner);
      // Of statements that travelled together, the one that failed is the one to report.
      throw isConsequence(error) ? (tx?.failure ?? error) : error;
    } finally {
      await runner.release();
    }
  }

  private async nowOf(client: PoolClient): Promise<Date> {
    if (this.clock !== 'database') return this.clock.now();
    const { rows } = await client.query<{ now: Date }>(this.database.config(NOW, []));
    return rows[0]!.now;
  }
}

/** All of it travels together: where something cannot be written, PostgreSQL makes a rollback of the commit. */
async function writeAndCommit(tx: Transaction, runner: QueryRunner, deliveries: DeliveryRegistry): Promise<void> {
  // What fails before it is sent must fail before the commit is.
  const appended = appendEvents(tx, deliveries);
  const outcomes = await Promise.allSettled([...tx.writes, ...appended, runner.commitTransaction()]);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  // A failure that the work has passed over has made a rollback of the commit as well.
  if (tx.failure) throw tx.failure as Error;
}

/** A connection that is gone has nothing to roll back; where that shows only now, the first failure is the one to report. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive || runner.isReleased) return;
  try {
    await runner.rollbackTransaction();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
}
