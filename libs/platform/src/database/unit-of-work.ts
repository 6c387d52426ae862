import { Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import type { Cipher } from '../crypto/cipher.js';
import type { DeliveryBells } from '../deliveries/delivery-bells.js';
import type { DeliveryRegistry } from '../deliveries/delivery-registry.js';
import { appendEvents } from '../events/event-log.js';
import { Database } from './database.js';
import { isConsequence, isRetryable, isUnavailable } from './database-failure.js';
import { StatementPipeline } from './statement-pipeline.js';
import { statement, type Statement } from './statement.js';
import { Transaction, type Opening } from './transaction.js';

const MAX_ATTEMPTS = 6;
const BEGIN = statement('transaction.begin', 'START TRANSACTION');
/** The instant of the transaction comes with its beginning. */
const TELL = statement('transaction.now', 'SELECT now() AS now');
const COMMIT = statement('transaction.commit', 'COMMIT');
const ROLLBACK = { text: 'ROLLBACK' };

/** What a transaction hands on to those who write in it. */
interface Collaborators {
  readonly cipher: Cipher;
  readonly deliveries: DeliveryRegistry;
  readonly bells: DeliveryBells;
}

/** Work to do in one transaction. It runs again from its beginning after a conflict, so it keeps no state outside. */
export type Work<T> = (tx: Transaction) => Promise<T>;

/** The same in two parts, the first of which needs no instant of the transaction: it costs no trip of its own. */
export interface OpenedWork<Opened, T> {
  readonly open: (tx: Opening) => Promise<Opened>;
  readonly work: (tx: Transaction, opened: Opened) => Promise<T>;
  /** What it leaves behind where it fails with this error after {@link Transaction.setSavepoint}; null for nothing. */
  readonly aftermath?: ((error: unknown) => Aftermath | null) | undefined;
}

/**
 * What work that has failed leaves behind. It is written in the same transaction, in the trip that undoes everything since the
 * savepoint: what was locked before is locked still, and what was written before is committed with it.
 */
export type Aftermath = (tx: Transaction) => void;

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

  run<T>(actor: Actor, work: Work<T>): Promise<T> {
    return this.runOpened(actor, { open: () => Promise.resolve(), work });
  }

  /** Statements of `open` travel with the beginning of the transaction. */
  async runOpened<Opened, T>(actor: Actor, work: OpenedWork<Opened, T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(actor, work);
      } catch (error) {
        if (!isRetryable(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async attempt<Opened, T>(actor: Actor, work: OpenedWork<Opened, T>): Promise<T> {
    const client = await this.database.connect();
    try {
      return await this.within(actor, new Course(client, this.database), work);
    } finally {
      client.release();
    }
  }

  private async within<Opened, T>(actor: Actor, course: Course, work: OpenedWork<Opened, T>): Promise<T> {
    const tx = this.begin(actor, course);
    try {
      const [opened] = await Promise.all([work.open(tx), tx.begun]);
      const result = await work.work(tx, opened);
      await this.commit(tx, course);
      return result;
    } catch (error) {
      // Of statements that travelled together, the one that failed is the one to report.
      const failure = isConsequence(error) ? (tx.failure ?? error) : error;
      const aftermath = work.aftermath?.(failure);
      if (aftermath && tx.undo()) await this.leave(tx, course, aftermath);
      else await course.rollBack();
      throw failure;
    } finally {
      tx.end();
    }
  }

  private async commit(tx: Transaction, course: Course): Promise<void> {
    await writeAndCommit(tx, course, this.collaborators.deliveries);
    this.collaborators.bells.ring(tx.enqueued);
  }

  private async leave(tx: Transaction, course: Course, aftermath: Aftermath): Promise<void> {
    try {
      aftermath(tx);
      await this.commit(tx, course);
    } catch (error) {
      await course.rollBack();
      throw error;
    }
  }

  private begin(actor: Actor, course: Course): Transaction {
    const { clock, database, dataSource } = this;
    const { cipher } = this.collaborators;
    const instant = clock === 'database' ? null : clock.now();
    const { pipeline } = course;
    return new Transaction(actor, instant, { pipeline, database, dataSource, cipher }, () => course.begin(instant));
  }
}

/** Beginning and end of a transaction, on the way that its statements take. */
class Course {
  readonly pipeline: StatementPipeline;

  constructor(
    client: PoolClient,
    private readonly database: Database,
  ) {
    this.pipeline = new StatementPipeline(client);
  }

  /** @returns the instant of everything that happens in it */
  async begin(instant: Date | null): Promise<Date> {
    if (instant) {
      await this.send(BEGIN);
      return instant;
    }
    const [, { rows }] = await Promise.all([this.send(BEGIN), this.send<{ now: Date }>(TELL)]);
    return rows[0]!.now;
  }

  async commit(): Promise<void> {
    await this.send(COMMIT);
  }

  /** A connection that is gone has nothing to roll back; where that shows only now, the first failure is the one to report. */
  async rollBack(): Promise<void> {
    try {
      await this.pipeline.recover(ROLLBACK);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }

  private send<Row extends QueryResultRow>(what: Statement): Promise<QueryResult<Row>> {
    return this.pipeline.query<Row>(this.database.config(what, []));
  }
}

/** All of it travels together: where something cannot be written, the commit is not carried out. */
async function writeAndCommit(tx: Transaction, course: Course, deliveries: DeliveryRegistry): Promise<void> {
  appendEvents(tx, deliveries);
  // What could not even be sent has not failed there, where a commit would be carried out.
  const failure = await failureOf(tx.failure ? tx.writes : [...tx.writes, course.commit()]);
  if (failure ?? tx.failure) throw (failure ?? tx.failure) as Error;
}

/** The first failure of what travels together, once all of it has come to its end; null where none has failed. */
async function failureOf(travelling: readonly unknown[]): Promise<Error | null> {
  const outcomes = await Promise.allSettled(travelling);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  return failed ? ((failed as PromiseRejectedResult).reason as Error) : null;
}
