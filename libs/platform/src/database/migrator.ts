import type { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { StartupError } from '../startup-error.js';
import { AUDIT_PARTITIONS_SQL } from '../audit/partitions.js';
import { connect } from './connection-check.js';

const UNDEFINED_TABLE = '42P01';
const INSUFFICIENT_PRIVILEGE = '42501';
/** Only one process migrates at a time; the lock belongs to the connection and so dies with it. */
const MIGRATION_LOCK = 7_205_311;

export type Migration = new () => MigrationInterface;

export interface MigrationSettings {
  /** A direct connection (no transaction pooler) of the role that owns the schema. */
  readonly ownerUrl: string;
  /** The role that serves. */
  readonly appRole: string;
  readonly migrations: readonly Migration[];
  /** The setting that `ownerUrl` came from, named in refusals. */
  readonly setting: string;
  /** Adds data that every installation needs; runs at every start, as the owner. */
  readonly seed?: (owner: Client) => Promise<void>;
}

/** Brings the schema up to date and grants the serving role what it may do. @returns names of the migrations that ran */
export async function migrate(settings: MigrationSettings): Promise<string[]> {
  const lock = await connect(settings.ownerUrl, settings.setting);
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await runPending(settings);
    await grant(lock, settings.appRole);
    await lock.query(AUDIT_PARTITIONS_SQL, [new Date()]);
    await settings.seed?.(lock);
    return ran;
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

/** None where the role may not read the list either: the migration that grants it that is missing. */
async function migrationsOf(client: Client): Promise<Set<string>> {
  try {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === UNDEFINED_TABLE || code === INSUFFICIENT_PRIVILEGE) return new Set();
    throw error;
  }
}

async function runPending({ ownerUrl, migrations }: MigrationSettings): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
  });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
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
