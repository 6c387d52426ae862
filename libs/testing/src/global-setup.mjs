import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTemplate } from '../../../dist/libs/testing/src/template.js';
import { announceServer, prepareExternalServer } from '../../../dist/libs/testing/src/test-server.js';
import { startEmbeddedDatabase } from '#platform';

/**
 * One server for the whole run, migrated once into a template that every test file clones: the embedded one, or the
 * one that TEST_DATABASE_URL (a superuser) names. Runs on the built product, like the product itself.
 */
export default async function setUp() {
  const external = process.env.TEST_DATABASE_URL;
  if (external) {
    announceServer(await buildTemplate(await prepareExternalServer(external)));
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'alliance-test-'));
  const server = await startEmbeddedDatabase({ folder, throwaway: true });
  globalThis.stopTestServer = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  announceServer(await buildTemplate(server));
}
