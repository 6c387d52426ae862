import pg from 'pg';
import { DATABASE, ROLES, connectionUrl, type Credentials } from './credentials.js';

/**
 * Creates the database and its two roles unless they are there: the owner, who changes the schema, and the application,
 * who may only do what the owner grants. May be cut short anywhere and run again.
 */
export async function provision(port: number, credentials: Credentials): Promise<void> {
  await withSuperuser(port, credentials, async (client) => {
    if (await isProvisioned(client)) return;
    for (const role of ['owner', 'app'] as const) await createRole(client, ROLES[role], credentials[role]);
    if (!(await exists(client, 'select from pg_database where datname = $1', DATABASE))) {
      await client.query(`create database ${DATABASE} owner ${ROLES.owner}`);
    }
    await client.query(`
      begin;
      revoke all on database postgres, template1, ${DATABASE} from public;
      grant connect on database ${DATABASE} to ${ROLES.app};
      commit`);
  });
}

/** The mark that {@link launchMark} left on the running server, if it is one of ours and takes our password. */
export async function readLaunchMark(port: number, credentials: Credentials): Promise<string | undefined> {
  try {
    return await withSuperuser(port, credentials, async (client) => {
      const { rows } = await client.query<{ mark: string | null }>(
        `select current_setting('alliance.launch', true) as mark`,
      );
      return rows[0]?.mark ?? undefined;
    });
  } catch {
    return undefined;
  }
}

/** A setting that tells later starts which version and settings a running server was started with. */
export function launchMark(fingerprint: string): string {
  return `alliance.launch=${fingerprint}`;
}

async function withSuperuser<T>(
  port: number,
  credentials: Credentials,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: connectionUrl('superuser', credentials, port, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The grants come last, in one transaction: where they are, everything is. */
function isProvisioned(client: pg.Client): Promise<boolean> {
  return exists(client, 'select from pg_database where datname = $1 and datacl is not null', DATABASE);
}

async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  if (await exists(client, 'select from pg_roles where rolname = $1', role)) return;
  await client.query(`create role ${role} login password ${client.escapeLiteral(password)}`);
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  return (await client.query(query, [name])).rowCount === 1;
}
