import type { QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import type { Cipher } from '../crypto/cipher.js';
import type { DomainEvent } from '../events/domain-event.js';
import { BorrowedConnection } from './borrowed-connection.js';
import type { Database, Queryable } from './database.js';
import type { StatementPipeline } from './statement-pipeline.js';
import { statement as named, type Statement } from './statement.js';
import { timeOrderedId } from './time-ordered-id.js';

/** What a transaction stands on. */
interface Ground {
  readonly pipeline: StatementPipeline;
  readonly database: Database;
  readonly dataSource: DataSource;
  readonly cipher: Cipher;
}

/** A transaction while it begins: its statements travel with the beginning, so its instant may not be known yet. */
export interface Opening extends Queryable {
  readonly actor: Actor;
  /** The instant for statements (`Parameters.instant`); null where it is the database's own, as production takes it. */
  readonly instant: Date | null;
  /** The instant, known before any other statement is answered. */
  readonly begun: Promise<Date>;
  first<Row extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row | null>;
  fingerprints(request: string): readonly [string, ...string[]];
}

const SAVEPOINT = named('transaction.savepoint', 'SAVEPOINT undoable');
const UNDO = { text: 'ROLLBACK TO SAVEPOINT undoable' };

type Refusal = (error: unknown) => Error | null;

const asItIs: Refusal = () => null;

/**
 * One unit of work under way. Repositories demand it, so that a write outside a transaction does not compile.
 * `now` is the one instant of everything that happens in it.
 */
export class Transaction implements Opening {
  /** Queues that have something to deliver after the commit. */
  readonly enqueued = new Set<string>();
  readonly begun: Promise<Date>;
  private firstFailure: unknown = null;
  /** How often it was undone: what failed before that is no failure any more. */
  private undoings = 0;
  private readonly announced: DomainEvent[] = [];
  private readonly written: Promise<unknown>[] = [];
  /** How much had been announced and written before the savepoint; null where there is none. */
  private savepoint: Readonly<Record<'announced' | 'written', number>> | null = null;
  private known: Date | null;
  private borrowed: BorrowedConnection | null = null;

  /** @param begin sends what begins it; resolves to its instant */
  constructor(
    readonly actor: Actor,
    readonly instant: Date | null,
    private readonly ground: Ground,
    begin: () => Promise<Date>,
  ) {
    this.known = instant;
    this.begun = begin().then((now) => (this.known = now));
  }

  /** @throws Error in an {@link Opening} whose first answer has not come */
  get now(): Date {
    if (!this.known) throw new Error('The transaction has not begun');
    return this.known;
  }

  /** Why the transaction cannot go on: the first failure of a statement. */
  get failure(): unknown {
    return this.firstFailure;
  }

  /** What has been announced, in its order. */
  get events(): readonly DomainEvent[] {
    return this.announced;
  }

  /** Writes that the commit waits for. */
  get writes(): readonly Promise<unknown>[] {
    return this.written;
  }

  get manager(): EntityManager {
    this.borrowed ??= BorrowedConnection.on(this.ground.dataSource, this.ground.pipeline);
    return this.borrowed.manager;
  }

  /** From here on everything may be undone without letting go of what has been locked before. */
  setSavepoint(): void {
    this.savepoint = { announced: this.announced.length, written: this.written.length };
    this.write(SAVEPOINT, []);
  }

  /** Undoes everything since the savepoint, a failure as well. @returns whether there is one */
  undo(): boolean {
    if (!this.savepoint) return false;
    this.firstFailure = null;
    this.undoings++;
    this.announced.length = this.savepoint.announced;
    this.written.length = this.savepoint.written;
    this.enlist(this.ground.pipeline.recover(UNDO));
    return true;
  }

  /** Nothing is written by it any more. */
  end(): void {
    this.borrowed?.end();
  }

  /** Announces what happened; written to the event log and the audit trail in this transaction. */
  publish(event: DomainEvent): void {
    this.announced.push(event);
  }

  /** Statements started together (`Promise.all`) travel together and run in that order. */
  query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return this.send<Row>(statement, values, asItIs);
  }

  /**
   * A write whose outcome nobody needs before the end: it travels with what comes next, and the commit waits for it.
   * @param refusal what a failure of it means, where it means something to whoever asked
   */
  write(statement: Statement, values: readonly unknown[], refusal: Refusal = asItIs): void {
    this.enlist(this.send(statement, values, refusal));
  }

  /** Whoever waits for all writes hears how it ends; until then it is nobody's unhandled failure. */
  private enlist(written: Promise<unknown>): void {
    written.catch(() => undefined);
    this.written.push(written);
  }

  private async send<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    refusal: Refusal,
  ): Promise<Row[]> {
    const { pipeline, database } = this.ground;
    const { undoings } = this;
    try {
      const result = await pipeline.query<Row>(database.config(statement, values));
      return result.rows;
    } catch (error) {
      const failure = refusal(error) ?? error;
      if (undoings === this.undoings) this.firstFailure ??= failure;
      throw failure;
    }
  }

  async first<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row | null> {
    const rows = await this.query<Row>(statement, values);
    return rows[0] ?? null;
  }

  /** Keyed hashes of a request, to recognise it by when it comes again: the first one is to be kept. */
  fingerprints(request: string): readonly [string, ...string[]] {
    return this.ground.cipher.keyedHashes(request, 'idempotency_keys.request_hash');
  }

  /** A new time-ordered identifier (UUID v7) as of the transaction's instant. */
  newId(): string {
    return timeOrderedId(this.now);
  }
}
