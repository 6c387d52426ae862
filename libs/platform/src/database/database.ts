import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Statement } from './statement.js';

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
