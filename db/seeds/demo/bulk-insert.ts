import { setImmediate } from 'node:timers/promises';
import type { Client } from 'pg';

/** Rows of one table, columns by their names in the database; a column that is left out is null. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** The last statement on its way over a connection, which comes after all before it. */
const underWay = new WeakMap<Client, Promise<unknown>>();

/**
 * Sends a statement after those before it, and goes on: what comes next is made up while the database is still writing.
 * Whether all went well is known after {@link written}.
 */
export async function send(owner: Client, text: string, values: readonly unknown[]): Promise<void> {
  const before = underWay.get(owner) ?? Promise.resolve();
  const sent = before.then(() => owner.query(text, [...values]));
  // A failure is that of `written`.
  sent.catch(() => undefined);
  underWay.set(owner, sent);
  await setImmediate();
}

/** Writes all rows with one statement, as {@link send} does. `table` comes from this program, never from outside. */
export async function insertRows(owner: Client, table: string, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const text = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`;
  await send(owner, text, [JSON.stringify(rows)]);
}

/** Waits until everything that was sent has been written. @throws the first failure, after which nothing was sent */
export async function written(owner: Client): Promise<void> {
  await underWay.get(owner);
}
