import { connect } from './connection-check.js';

/** Transactions wait for nothing but the database; one that asks for nothing for so long was left behind. */
const ABANDONED_SECONDS = 30;
/** Two processes that start together would change the same row of the catalogue. */
const LOCK = 'SELECT pg_advisory_xact_lock(7205319)';

/**
 * What every connection of the serving role is to have. The server plans a named statement once a connection. Left to
 * itself it plans anew at every execution wherever it guesses that values matter, and planning then costs more than the
 * statement; so texts fit every value, see `statement`.
 */
function sessionSettings(timeoutSeconds: number): Readonly<Record<string, string>> {
  return {
    plan_cache_mode: 'force_generic_plan',
    // Compiling a statement that tells many figures takes seconds, and executing it milliseconds.
    jit: 'off',
    statement_timeout: `${timeoutSeconds}s`,
    // Whoever is gone without a word, or frozen, must not keep locks that everybody else waits for.
    idle_in_transaction_session_timeout: `${ABANDONED_SECONDS}s`,
  };
}

/** As one text, for a connection that is ours alone. */
export function setForSession(timeoutSeconds: number): string {
  return Object.entries(sessionSettings(timeoutSeconds))
    .map(([name, value]) => `SET ${name} = '${value}'`)
    .join('; ');
}

/**
 * Makes them the defaults of the serving role in this database: a pooler hands a `SET` to whichever connection is free,
 * and later ones know nothing of it. A role may always change its own defaults.
 */
export async function setForRole(url: string, timeoutSeconds: number): Promise<void> {
  const client = await connect(url, 'DATABASE_URL');
  try {
    await client.query(`BEGIN; ${LOCK}`);
    const { rows } = await client.query<{ database: string; known: string[] }>(KNOWN);
    const { database, known } = rows[0]!;
    for (const [name, value] of Object.entries(sessionSettings(timeoutSeconds))) {
      if (known.includes(`${name}=${value}`)) continue;
      await client.query(
        `ALTER ROLE CURRENT_USER IN DATABASE ${client.escapeIdentifier(database)} SET ${name} = '${value}'`,
      );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

const KNOWN = `
  SELECT current_database() AS database, coalesce(
    (SELECT setconfig FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase
     WHERE setrole = current_user::regrole AND d.datname = current_database()), '{}') AS known`;
