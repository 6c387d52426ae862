import { Client } from 'pg';
import { StartupError } from '../startup-error.js';
import { isUnavailable } from './database-failure.js';

const MINIMUM_VERSION = 150_000;

/** Connects once, so that a wrong setting is told before anything else starts. @throws StartupError */
export async function checkConnection(url: string, setting: string): Promise<void> {
  const client = await connect(url, setting);
  await client.end();
}

/** @throws StartupError where a database that is new enough cannot be reached */
export async function connect(url: string, setting: string): Promise<Client> {
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // A connection that breaks later fails its next statement; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    await requireVersion(client, setting);
    return client;
  } catch (error) {
    throw error instanceof StartupError ? error : connectionRefused(error, setting);
  }
}

/** @throws StartupError where the role of `url` (`restricted`) may change the schema or what is recorded */
export async function checkServingRole(url: string, { restricted }: { restricted: boolean }): Promise<void> {
  const client = await connect(url, 'DATABASE_URL');
  try {
    const { rows } = await client.query<{ free: boolean }>(FREE);
    if (restricted && rows[0]?.free) {
      throw new StartupError('DATABASE_URL: the role may change the schema or the audit trail; use a restricted one.');
    }
  } finally {
    await client.end();
  }
}

/** Whoever is a member of the owner (a superuser always is) may become the owner. */
const FREE = `
  SELECT has_schema_privilege('public', 'CREATE')
      OR has_database_privilege(current_database(), 'CREATE')
      OR has_table_privilege('audit_entries', 'UPDATE, DELETE, TRUNCATE')
      OR has_table_privilege('domain_events', 'UPDATE, DELETE, TRUNCATE')
      OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'audit_entries'::regclass), 'MEMBER') AS free`;

/** Why a database could not be reached, in one line without address, user or password. */
function connectionRefused(error: unknown, setting: string): StartupError {
  const { code = '', message } = error as { code?: string; message: string };
  if (code.startsWith('28') || /^SASL|password/.test(message))
    return new StartupError(`${setting}: the database refused the user or the password.`);
  if (code === '3D000') return new StartupError(`${setting}: the database does not exist on that server.`);
  if (isUnavailable(error)) return new StartupError(`${setting}: the database server cannot be reached.`);
  return new StartupError(`${setting}: the database cannot be used (${code || message}).`);
}

async function requireVersion(client: Client, setting: string): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const version = rows[0]!.version;
  if (version >= MINIMUM_VERSION) return;
  await client.end();
  throw new StartupError(
    `${setting}: PostgreSQL 15 or newer is needed, the server is ${Math.floor(version / 10_000)}.`,
  );
}
