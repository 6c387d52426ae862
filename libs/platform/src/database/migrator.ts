import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { StartupError } from '../startup-error.js';
import { isUnavailable } from './database-failure.js';

const MINIMUM_VERSION = 150_000;
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
}

/** Brings the schema up to date and grants the serving role what it may do. @returns names of the migrations that ran */
export async function migrate(settings: MigrationSettings): Promise<string[]> {
  const lock = await connect(settings);
  try {
    await requireVersion(lock, settings.setting);
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await runPending(settings);
    await grant(lock, settings.appRole);
    return ran;
  } finally {
    await lock.end();
  }
}

async function connect({ ownerUrl, setting }: MigrationSettings): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw connectionRefused(error, setting);
  }
}

/** Why a database could not be reached, in one line without address, user or password. */
export function connectionRefused(error: unknown, setting: string): StartupError {
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('28')) return new StartupError(`${setting}: the database refused the user or the password.`);
  if (code === '3D000') return new StartupError(`${setting}: the database does not exist on that server.`);
  if (isUnavailable(error)) return new StartupError(`${setting}: the database server cannot be reached.`);
  return new StartupError(`${setting}: the database cannot be used (${code || 'no code'}).`);
}

async function requireVersion(client: Client, setting: string): Promise<void> {
  const { rows } = await client.query<{ version: string }>('SHOW server_version_num AS version');
  const version = Number(Object.values(rows[0] ?? {})[0]);
  if (version < MINIMUM_VERSION) {
    throw new StartupError(
      `${setting}: PostgreSQL 15 or newer is needed, the server is ${Math.floor(version / 10_000)}.`,
    );
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

/** Tables that record what happened: the serving role adds rows and reads them, no more. */
const APPEND_ONLY = ['domain_events', 'audit_entries'];

async function grant(client: Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole);
  const own = await client.query<{ same: boolean }>('SELECT current_user = $1 AS same', [appRole]);
  if (own.rows[0]?.same) return;
  await client.query(`
    BEGIN;
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE ALL ON migrations FROM ${role};
    ${APPEND_ONLY.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role};`).join('\n')}
    COMMIT;`);
}
