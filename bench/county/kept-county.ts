import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { benchSecrets } from './bench-secrets.js';
import { fillCounty, migrateCounty, type CountySize } from './county.js';

/**
 * Runs the work on a durable database with a county of that size, which is filled where nothing has to last. With
 * `BENCH_FOLDER` a county that is only read, or counted anew each time, stays there for the next run, of today: what it holds
 * lies around the instant of its filling.
 */
export async function withCounty<T>(
  size: CountySize,
  work: (database: EmbeddedDatabase) => Promise<T>,
  { isRead = true }: { readonly isRead?: boolean } = {},
): Promise<T> {
  const kept = isRead ? process.env['BENCH_FOLDER'] : undefined;
  const folder = kept ? join(kept, Object.values(size).join('-')) : await mkdtemp(join(tmpdir(), 'bench-'));
  await mkdir(folder, { recursive: true });
  // Root hands the database to another account, which has to pass through here.
  await chmod(folder, 0o755);
  try {
    await fillOnce(folder, size);
    return await served(folder, { throwaway: false }, async (database) => {
      // What was kept may be of an earlier schema.
      await migrateCounty(database);
      return work(database);
    });
  } finally {
    if (!kept) await rm(folder, { recursive: true, force: true });
  }
}

async function fillOnce(folder: string, size: CountySize): Promise<void> {
  const mark = join(folder, 'filled');
  if (existsSync(mark)) return;
  await rm(join(folder, 'data'), { recursive: true, force: true });
  console.log(`Filling a county with ${size.referrals} referrals …`);
  const begun = performance.now();
  await served(folder, { throwaway: true }, (database) => fillCounty(database, benchSecrets, size));
  // What it left in memory would be written by the first to wait for its own write: 16 MB with each new file of the log.
  await promisify(execFile)('sync', ['--file-system', folder]);
  await writeFile(mark, '');
  console.log(`… in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
}

async function served<T>(
  folder: string,
  { throwaway }: { throwaway: boolean },
  work: (database: EmbeddedDatabase) => Promise<T>,
): Promise<T> {
  const server = await startEmbeddedDatabase({ folder: join(folder, 'data'), throwaway });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
