import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';

/** Runs the work on a durable database of its own, and leaves nothing behind. */
export async function withDatabase<T>(work: (server: EmbeddedDatabase) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  // Root hands the database to another account, which has to pass through here.
  await chmod(folder, 0o755);
  try {
    const server = await startEmbeddedDatabase({ folder: join(folder, 'data') });
    try {
      return await work(server);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
