import { migrations } from '#migrations';
import { migrate } from '#platform';
import { seedReference } from '#seeds';
import { TEMPLATE_DATABASE, onDatabase, withClient, type TestServer } from './test-server.js';

/** Migrates the owner's database, adds reference data, and makes it the template of every test database. */
export async function buildTemplate(server: TestServer): Promise<TestServer> {
  const appRole = new URL(server.appUrl).username;
  await migrate({ ownerUrl: server.ownerUrl, appRole, migrations, setting: 'TEST_DATABASE_URL' });
  await withClient(server.ownerUrl, seedReference);
  const database = new URL(server.ownerUrl).pathname.slice(1);
  await withClient(onDatabase(server.superuserUrl, 'postgres'), async (client) => {
    if (database !== TEMPLATE_DATABASE) await client.query(`ALTER DATABASE ${database} RENAME TO ${TEMPLATE_DATABASE}`);
  });
  return server;
}
