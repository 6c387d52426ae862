import type { PoolClient, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import type { Cipher } from '../crypto/cipher.js';
import type { DomainEvent } from '../events/domain-event.js';
import type { Database, Queryable } from './database.js';
import { writeTogether } from './one-write.js';
import type { Statement } from './statement.js';
import { timeOrderedId } from './time-ordered-id.js';

/**
 * One unit of work under way. Repositories demand it, so that a write outside a transaction does not compile.
 * `now` is the one instant of everything that happens in it.
 */
export class Transaction implements Queryable {
  readonly events: DomainEvent[] = [];
  /** Writes that the commit waits for. */
  readonly writes: Promise<unknown>[] = [];
  /** Queues that have something to deliver after the commit. */
  readonly enqueued = new Set<string>();
  /** Why the transaction cannot go on: the first failure of a statement. */
  failure: unknown = null;

  constructor(
    readonly actor: Actor,
    readonly now: Date,
    readonly manager: EntityManager,
    private readonly client: PoolClient,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** Announces what happened; written to the event log and the audit trail in this transaction. */
  publish(event: DomainEvent): void {
    this.events.push(event);
  }

  /** Statements started together (`Promise.all`) travel together and run in that order. */
  async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      writeTogether(this.client);
      const result = await this.client.query<Row>(this.database.config(statement, values));
      return result.rows;
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  /** A write whose outcome nobody needs before the end: it travels with what comes next, and the commit waits for it. */
  write(statement: Statement, values: readonly unknown[]): void {
    const written = this.query(statement, values);
    // Whoever waits for all writes hears of it; until then it is nobody's unhandled failure.
    written.catch(() => undefined);
    this.writes.push(written);
  }

  async first<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row | null> {
    const rows = await this.query<Row>(statement, values);
    return rows[0] ?? null;
  }

  /** Keyed hashes of a request, to recognise it by when it comes again: the first one is to be kept. */
  fingerprints(request: string): readonly [string, ...string[]] {
    return this.cipher.keyedHashes(request, 'idempotency_keys.request_hash');
  }

  /** A new time-ordered identifier (UUID v7) as of the transaction's instant. */
  newId(): string {
    return timeOrderedId(this.now);
  }
}
