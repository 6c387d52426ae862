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
  const server = testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = onDatabase(server.superuserUrl, 'postgres');
  const owner = new URL(server.ownerUrl).username;
  await withClient(admin, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE} OWNER ${owner}`),
  );
  return {
    ownerUrl: onDatabase(server.ownerUrl, name),
    appUrl: onDatabase(server.appUrl, name),
    drop: async () => {
      await withClient(admin, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
