import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { StartupError } from '../startup-error.js';
import { isUnavailable } from './database-failure.js';

/** How many months of audit partitions exist ahead of time. */
const PARTITION_MONTHS = 3;
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
  /** Adds data that every installation needs; runs at every start, as the owner. */
  readonly seed?: (owner: Client) => Promise<void>;
}

/** Brings the schema up to date and grants the serving role what it may do. @returns names of the migrations that ran */
export async function migrate(settings: MigrationSettings): Promise<string[]> {
  const lock = await connect(settings.ownerUrl, settings.setting);
  try {
    await requireVersion(lock, settings.setting);
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await runPending(settings);
    await grant(lock, settings.appRole);
    await lock.query('SELECT ensure_audit_partitions($1, $2)', [new Date(), PARTITION_MONTHS]);
    await settings.seed?.(lock);
    return ran;
  } finally {
    await lock.end();
  }
}

async function connect(url: string, setting: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw connectionRefused(error, setting);
  }
}

/**
 * Connects once as the serving role, so that a wrong setting is told before anything else starts.
 * @throws StartupError where it cannot connect, or (`restricted`) where it may change the schema or the audit trail
 */
export async function checkServingRole(url: string, { restricted }: { restricted: boolean }): Promise<void> {
  const client = await connect(url, 'DATABASE_URL');
  try {
    const { rows } = await client.query<{ free: boolean }>(
      `SELECT has_schema_privilege('public', 'CREATE') OR has_table_privilege('audit_entries', 'UPDATE, DELETE') AS free`,
    );
    if (restricted && rows[0]?.free) {
      throw new StartupError('DATABASE_URL: the role may change the schema or the audit trail; use a restricted one.');
    }
  } finally {
    await client.end();
  }
}

/** Why a database could not be reached, in one line without address, user or password. */
function connectionRefused(error: unknown, setting: string): StartupError {
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('28')) return new StartupError(`${setting}: the database refused the user or the password.`);
  if (code === '3D000') return new StartupError(`${setting}: the database does not exist on that server.`);
  if (isUnavailable(error)) return new StartupError(`${setting}: the database server cannot be reached.`);
  return new StartupError(`${setting}: the database cannot be used (${code || 'no code'}).`);
}

async function requireVersion(client: Client, setting: string): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const version = rows[0]!.version;
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
