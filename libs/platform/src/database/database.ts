import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Statement } from './statement.js';

const READ_MUCH = `BEGIN READ ONLY; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL work_mem = '64MB';
  SET LOCAL enable_sort = off`;

/** Runs statements: on any pooled connection, or on the connection of one transaction. */
export interface Queryable {
  query<Row extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

/** Reads outside a transaction, as named prepared statements on the pool. */
@Injectable()
export class Database implements Queryable {
  constructor(
    private readonly pool: Pool,
    private readonly preparedStatements: boolean,
  ) {}

  async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query<Row>(this.config(statement, values));
    return result.rows;
  }

  /**
   * Reads much in one statement, beside those who work: on one core, with memory to add up in instead of files to sort in.
   * Such a statement is of its own and never asked as {@link query} does, because its plan is kept.
   */
  async readMuch<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query(READ_MUCH);
      const { rows } = await client.query<Row>(this.config(statement, values));
      await client.query('COMMIT');
      return rows;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      // With what is under way on it, which ends so.
      client.release(failure);
    }
  }

  /** The first row or null, for lookups by a unique key. */
  async first<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []): Promise<Row | null> {
    const rows = await this.query<Row>(statement, values);
    return rows[0] ?? null;
  }

  /** A connection of one's own, to be released in the end. */
  connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  /** What the driver wants for one statement: named unless a pooler in between cannot keep prepared statements. */
  config(statement: Statement, values: readonly unknown[]): { name?: string; text: string; values: unknown[] } {
    const { name, text } = statement;
    return this.preparedStatements && name ? { name, text, values: [...values] } : { text, values: [...values] };
  }
}
