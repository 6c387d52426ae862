import { before, type Clock, type Duration } from '#kernel';
import type { Database } from '../database/database.js';
import { statement, type Statement } from '../database/statement.js';

/** How many rows go at once: a statement that deletes for long holds up others. */
const BATCH = 1_000;

/** Rows that nobody needs any more once an instant is so long ago. */
export interface ExpiredRows {
  readonly table: string;
  /** The instant that counts, an expression over the columns; null keeps the row. */
  readonly since: string;
  readonly keptFor: Duration;
}

const statements = new Map<string, Statement>();

/** Where rows expire, and when to stop. */
export interface Expiry {
  readonly database: Database;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Deletes a batch of each; several workers at once delete different ones. @returns whether there may be more */
export async function deleteExpired(
  { database, clock, signal }: Expiry,
  expired: readonly ExpiredRows[],
): Promise<boolean> {
  let more = false;
  for (const rows of expired) {
    if (signal.aborted) break;
    const deleted = await database.query(deletionOf(rows), [before(clock.now(), rows.keptFor)]);
    more ||= deleted.length === BATCH;
  }
  return more;
}

function deletionOf({ table, since }: ExpiredRows): Statement {
  const known = statements.get(table);
  if (known) return known;
  const made = statement(
    `housekeeping.${table}`,
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM ${table} WHERE ${since} < $1 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) RETURNING 1`,
  );
  statements.set(table, made);
  return made;
}
