import type { Client } from 'pg';
import { StartupError } from '../startup-error.js';
import { AUDIT_PARTITIONS_SQL } from '../audit/partitions.js';
import { connect } from './connection-check.js';
import {
  INSUFFICIENT_PRIVILEGE,
  migrationsOf,
  runPending,
  takeMigrationTurn,
  type Migration,
  type PendingMigrations,
} from './pending-migrations.js';
import { refuseHalfRestored } from './restore-mark.js';

export interface MigrationSettings extends PendingMigrations {
  /** The role that serves. */
  readonly appRole: string;
  /** Adds data that every installation needs; runs at every start, as the owner. */
  readonly seed?: (owner: Client) => Promise<void>;
}

/** Brings the schema up to date and grants the serving role what it may do. @returns names of the migrations that ran */
export async function migrate(settings: MigrationSettings): Promise<string[]> {
  const lock = await connect(settings.ownerUrl, settings.setting);
  try {
    await takeMigrationTurn(lock);
    await refuseHalfRestored(lock, settings.setting);
    const before = await migrationsOf(lock);
    await runPending(settings);
    await grant(lock, settings.appRole);
    await lock.query(AUDIT_PARTITIONS_SQL, [new Date()]);
    await settings.seed?.(lock);
    return [...(await migrationsOf(lock))].filter((name) => !before.has(name));
  } catch (error) {
    throw rightMissing(error, settings.setting) ?? error;
  } finally {
    await lock.end();
  }
}

/**
 * Makes sure that nothing is left to migrate, where the owner's connection is kept from the serving process.
 * @throws StartupError saying what to run
 */
export async function checkCurrentSchema(url: string, migrations: readonly Migration[]): Promise<void> {
  const client = await connect(url, 'DATABASE_URL');
  try {
    await refuseHalfRestored(client, 'DATABASE_URL');
    const done = await migrationsOf(client);
    const missing = migrations.filter(({ name }) => !done.has(name)).length;
    if (missing > 0) {
      throw new StartupError(
        `DATABASE_URL: the schema lacks ${missing} of ${migrations.length} migrations: execute \`npm run migrate\` with DATABASE_OWNER_URL set, or set it here.`,
      );
    }
    await client.query(AUDIT_PARTITIONS_SQL, [new Date()]);
  } finally {
    await client.end();
  }
}

/** What the owner may not do, in PostgreSQL's words (they name objects of the schema, never values), and what it lacks. */
function rightMissing(error: unknown, setting: string): StartupError | null {
  const { driverError = error } = error as { driverError?: unknown };
  const { code, message } = driverError as { code?: string; message: string };
  if (code !== INSUFFICIENT_PRIVILEGE) return null;
  const right = RIGHTS.find(([words]) => words.test(message))?.[1] ?? 'the ownership of what it is to change';
  return new StartupError(`${setting}: the role may not migrate (${message}): it lacks ${right}.`, { cause: error });
}

const RIGHTS = [
  [/extension|for database/, 'the right CREATE on the database'],
  [/for schema/, 'the right CREATE on schema public'],
] as const;

/** Tables that record what happened: the serving role adds rows and reads them, no more. */
const APPEND_ONLY = [
  'domain_events',
  'event_positions',
  'audit_entries',
  'audit_seals',
  'audit_sealed_entries',
  'audit_anchors',
  'duty_corrections',
];

async function grant(client: Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole);
  const own = await client.query<{ same: boolean }>('SELECT current_user = $1 AS same', [appRole]);
  if (own.rows[0]?.same) return;
  await client.query(`
    BEGIN;
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    GRANT USAGE ON SCHEMA pgboss TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role};
    REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${role};
    ${APPEND_ONLY.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role};`).join('\n')}
    COMMIT;`);
}
