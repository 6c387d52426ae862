import { randomBytes } from 'node:crypto';
import { TEMPLATE_DATABASE, onDatabase, testServer, withClient } from './test-server.js';

/** A database of its own for one test file, migrated and with reference data. */
export interface TestDatabase {
  readonly ownerUrl: string;
  /** The restricted role, as the product uses it. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(TEMPLATE_DATABASE, name);
  return databaseNamed(name);
}

/** A database with nothing in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const owner = new URL(testServer().ownerUrl).username;
  await withClient(adminUrl(), (client) => client.query(`CREATE DATABASE ${name} OWNER ${owner}`));
  await withClient(onDatabase(testServer().superuserUrl, name), (client) =>
    client.query(`ALTER SCHEMA public OWNER TO ${owner}; REVOKE CREATE ON SCHEMA public FROM PUBLIC`),
  );
  return databaseNamed(name);
}

/** The database as it is now, under another name: what a backup holds. Whoever is connected to it is cut. */
export async function backUp({ ownerUrl }: TestDatabase): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(nameIn(ownerUrl), name);
  return databaseNamed(name);
}

/** Puts a database back to the state of a backup, under the product that runs on it: whoever is connected is cut. */
export async function restore({ ownerUrl }: TestDatabase, backup: TestDatabase): Promise<void> {
  await databaseNamed(nameIn(ownerUrl)).drop();
  await cloneDatabase(nameIn(backup.ownerUrl), nameIn(ownerUrl));
}

const adminUrl = (): string => onDatabase(testServer().superuserUrl, 'postgres');
const nameIn = (url: string): string => new URL(url).pathname.slice(1);

async function cloneDatabase(from: string, to: string): Promise<void> {
  const owner = new URL(testServer().ownerUrl).username;
  await withClient(adminUrl(), async (client) => {
    if (from !== TEMPLATE_DATABASE) {
      await client.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [from]);
    }
    // Copied as files: page by page through the log, as is usual, costs five times as much here.
    await client.query(`CREATE DATABASE ${to} TEMPLATE ${from} OWNER ${owner} STRATEGY FILE_COPY`);
    if (from !== TEMPLATE_DATABASE) await client.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS true`);
  });
}

function databaseNamed(name: string): TestDatabase {
  const server = testServer();
  return {
    ownerUrl: onDatabase(server.ownerUrl, name),
    appUrl: onDatabase(server.appUrl, name),
    drop: async () => {
      await withClient(adminUrl(), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
