import type { PoolClient, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../actor/actor.js';
import type { DomainEvent } from '../events/domain-event.js';
import type { Database, Queryable } from './database.js';
import type { Statement } from './statement.js';

/**
 * One unit of work under way. Repositories demand it, so that a write outside a transaction does not compile.
 * `now` is the one instant of everything that happens in it.
 */
export class Transaction implements Queryable {
  readonly events: DomainEvent[] = [];
  /** Why the transaction cannot go on: the first failure of a statement. */
  failure: unknown = null;

  constructor(
    readonly actor: Actor,
    readonly now: Date,
    readonly manager: EntityManager,
    private readonly client: PoolClient,
    private readonly database: Database,
  ) {}

  /** Announces what happened; written to the event log and the audit trail in this transaction. */
  publish(event: DomainEvent): void {
    this.events.push(event);
  }

  /** Statements started together (`Promise.all`) travel together and run in that order. */
  async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      const result = await this.client.query<Row>(this.database.config(statement, values));
      return result.rows;
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  async first<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row | null> {
    const rows = await this.query<Row>(statement, values);
    return rows[0] ?? null;
  }

  /** A new time-ordered identifier (UUID v7) as of the transaction's instant. */
  newId(): string {
    return uuidv7({ msecs: this.now.getTime() });
  }
}
