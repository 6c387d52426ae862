import { setTimeout as delay } from 'node:timers/promises';
import type { Client, ClientBase } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { StartupError } from '../startup-error.js';

export const INSUFFICIENT_PRIVILEGE = '42501';
const UNDEFINED_TABLE = '42P01';
const LOCK_NOT_AVAILABLE = '55P03';
/** Only one process changes the schema at a time; the lock belongs to the connection and so dies with it. */
const MIGRATION_LOCK = 7_205_311;
/** Whoever waits for a table makes everybody wait who comes after: a migration gives up soon, and tries again later. */
const LOCK_TIMEOUT_MS = 3_000;
const LOCK_ATTEMPTS = 10;
const RETRY_PAUSE_MS = 1_000;
const TURN_PAUSE_MS = 100;

export type Migration = new () => MigrationInterface;

export interface PendingMigrations {
  /** A direct connection (no transaction pooler) of the role that owns the schema. */
  readonly ownerUrl: string;
  readonly migrations: readonly Migration[];
  /** The setting that `ownerUrl` came from, named in refusals. */
  readonly setting: string;
}

/**
 * Waits until nobody else changes the schema, and keeps others from it while the connection lasts. It asks again and
 * again: a statement that waits is an open transaction, which would hold up the building of indexes.
 */
export async function takeMigrationTurn(client: Client): Promise<void> {
  const isMine = async (): Promise<boolean> => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [MIGRATION_LOCK]);
    return rows[0]!.mine;
  };
  while (!(await isMine())) await delay(TURN_PAUSE_MS);
}

/** Names of the migrations that have run; none where the role may not read the list either: the one that grants it is missing. */
export async function migrationsOf(client: Client): Promise<Set<string>> {
  try {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === UNDEFINED_TABLE || code === INSUFFICIENT_PRIVILEGE) return new Set();
    throw error;
  }
}

/**
 * Runs what has not run yet. Each migration is there whole or not at all, so that another attempt goes on with the rest.
 * @throws StartupError where somebody holds a table for too long
 */
export async function runPending(pending: PendingMigrations): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptPending(pending);
    } catch (error) {
      const { driverError = error } = error as { driverError?: unknown };
      if ((driverError as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      if (attempt === LOCK_ATTEMPTS) throw tableIsHeld(pending.setting, error);
      await delay(RETRY_PAUSE_MS);
    }
  }
}

async function attemptPending({ ownerUrl, migrations }: PendingMigrations): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: { onConnect: (client: ClientBase) => client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`) },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

function tableIsHeld(setting: string, cause: unknown): StartupError {
  return new StartupError(
    `${setting}: a migration needs a table that a long transaction holds (a backup, a report): wait for its end, then start again.`,
    { cause },
  );
}
