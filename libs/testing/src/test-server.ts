import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** How test files reach the server that the whole run shares. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

export const TEMPLATE_DATABASE = 'alliance_template';
const SERVER_VARIABLE = 'ALLIANCE_TEST_SERVER';

/** Tells the test processes of the run where the server is. */
export function announceServer(server: TestServer): void {
  process.env[SERVER_VARIABLE] = JSON.stringify(server);
}

/** The server of this run. @throws Error outside a run that started one */
export function testServer(): TestServer {
  const text = process.env[SERVER_VARIABLE];
  if (!text) throw new Error('No test server: this file belongs to the Jest project "database".');
  return JSON.parse(text) as TestServer;
}

/** The same server, another database. */
export function onDatabase(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the two roles and an empty template database on a server that somebody else runs. */
export async function prepareExternalServer(superuserUrl: string): Promise<TestServer> {
  const url = new URL(superuserUrl);
  const password = randomBytes(16).toString('hex');
  await withClient(superuserUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE} WITH (FORCE)`);
    for (const role of ['alliance_owner', 'alliance_app']) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD '${password}'`);
    }
    await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE} OWNER alliance_owner`);
  });
  await withClient(onDatabase(superuserUrl, TEMPLATE_DATABASE), async (client) => {
    await client.query('ALTER SCHEMA public OWNER TO alliance_owner; REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  });
  const as = (user: string): string => {
    const copy = new URL(url.href);
    copy.username = user;
    copy.password = password;
    copy.pathname = `/${TEMPLATE_DATABASE}`;
    return copy.href;
  };
  return { superuserUrl, ownerUrl: as('alliance_owner'), appUrl: as('alliance_app') };
}
