import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { ProductProcess, type Program, type Settings } from './product-process.js';
import { onDatabase, withClient } from './test-server.js';

const LIMIT_MS = 30_000;
const KEY = Buffer.alloc(32, 7).toString('base64');

/** Secrets and whatever else production demands beside its database. */
export const productionSettings: Settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  ENCRYPTION_KEYS: `k1:${KEY}`,
  BLIND_INDEX_KEY: KEY,
};

/** An empty database with the product's two roles, on a server that the product did not start. */
export interface ExternalDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** A superuser in the same database. */
  readonly superuserUrl: string;
}

/** Starts processes of the product for tests, and clears away what they leave. */
export class Launchpad {
  private readonly processes: ProductProcess[] = [];
  private readonly folders: string[] = [];
  private server: EmbeddedDatabase | undefined;

  /** A folder that every account may pass through: root hands the database to another one. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'alliance-process-'));
    chmodSync(folder, 0o755);
    this.folders.push(folder);
    return folder;
  }

  /** Starts the product on a free port, unless the settings name one, with demo data only where they ask for it. */
  start(settings: Settings, nodeArguments: readonly string[] = []): ProductProcess {
    const defaults = { PORT: '0', LOG_LEVEL: 'error', DEMO_DATA: 'false' };
    return this.keep(ProductProcess.spawn('main', { ...defaults, ...settings }, nodeArguments));
  }

  /** Starts a worker; on a free port, unless the settings name one. */
  startWorker(settings: Settings): ProductProcess {
    return this.keep(ProductProcess.spawn('worker', { WORKER_PORT: '0', LOG_LEVEL: 'error', ...settings }));
  }

  migrate(settings: Settings): ProductProcess {
    return this.keep(ProductProcess.spawn('migrate', settings));
  }

  /** Starts a command of the product, with its words. */
  command(program: Program, words: readonly string[], settings: Settings): ProductProcess {
    return this.keep(ProductProcess.command(program, words, settings));
  }

  /** A database of its own on one throwaway server. */
  async externalDatabase(): Promise<ExternalDatabase> {
    this.server ??= await startEmbeddedDatabase({ folder: this.folder(), throwaway: true });
    const { superuserUrl, ownerUrl, appUrl } = this.server;
    const name = `external_${randomBytes(4).toString('hex')}`;
    await withClient(superuserUrl, async (client) => {
      await client.query(`CREATE DATABASE ${name} OWNER ${new URL(ownerUrl).username}`);
    });
    return {
      superuserUrl: onDatabase(superuserUrl, name),
      ownerUrl: onDatabase(ownerUrl, name),
      appUrl: onDatabase(appUrl, name),
    };
  }

  /** Ends the processes of one test. */
  async endProcesses(): Promise<void> {
    for (const process of this.processes.splice(0)) await process.end();
  }

  async clear(): Promise<void> {
    await this.endProcesses();
    await this.server?.stop();
    for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }

  private keep(process: ProductProcess): ProductProcess {
    this.processes.push(process);
    return process;
  }
}

/** Waits until the condition holds. @throws Error when it does not in time */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the condition did not come true in time');
    await delay(20);
  }
}

/** The PostgreSQL that a product runs on its data folder: its process, and its superuser's connection to the data. */
export function embeddedServerOf(dataFolder: string): { pid: number; superuserUrl: string } {
  const folder = join(dataFolder, 'postgres');
  const lines = readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n');
  const { superuser } = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as { superuser: string };
  return { pid: Number(lines[0]), superuserUrl: `postgresql://postgres:${superuser}@127.0.0.1:${lines[3]}/alliance` };
}

/** Where a product that runs on its data folder is served, and its database for whoever may do everything there. */
export async function placeOf(
  product: ProductProcess,
  dataFolder: string,
): Promise<{ readonly url: string; readonly ownerUrl: string }> {
  const url = await product.url();
  return { url, ownerUrl: embeddedServerOf(dataFolder).superuserUrl };
}
