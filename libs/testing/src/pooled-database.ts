import { prepareExternalServer, type TestServer } from './test-server.js';

export interface PooledDatabase extends TestServer {
  /** The serving role again, behind the pooler. */
  readonly pooledUrl: string;
}

/** An empty database with the product's two roles. @throws Error outside a run of `.ci/with-pgbouncer` */
export async function pooledDatabase(): Promise<PooledDatabase> {
  const { TEST_DATABASE_URL: superuserUrl, TEST_POOLER_PORT: port } = process.env;
  if (!superuserUrl || !port) throw new Error('No pooler: the Jest project "pooler" runs within `.ci/with-pgbouncer`.');
  const server = await prepareExternalServer(superuserUrl);
  return { ...server, pooledUrl: Object.assign(new URL(server.appUrl), { port }).href };
}
