import { connect } from './connection-check.js';
import type { Queryable } from './database.js';

/** Reads one unchanging state of a database through a connection of its own, however long it takes. @throws StartupError */
export async function inSnapshot<T>(
  url: string,
  setting: string,
  read: (database: Queryable) => Promise<T>,
): Promise<T> {
  const client = await connect(url, setting);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0');
    return await read({
      query: async ({ text }, values = []) => (await client.query(text, [...values])).rows as never[],
    });
  } finally {
    await client.end();
  }
}
