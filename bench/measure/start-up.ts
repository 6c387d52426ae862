import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READY = /ready: (http:\/\/\S+)\/graphql/;
const POLL_MS = 20;

export interface StartUp {
  /** Seconds from the command to the first answer of `/health/ready`, on an empty data folder with demo data. */
  readonly cold: number;
  /** The same, with the data that the first start has left. */
  readonly warm: number;
  /** Seconds of `npm run build`, which `npm start` runs first. */
  readonly build: number;
}

/** Starts the built product twice. */
export async function measureStartUp(): Promise<StartUp> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  // Root hands the database to another account, which has to pass through here.
  await chmod(folder, 0o755);
  try {
    const build = await secondsOf(() => buildInto(join(folder, 'dist')));
    const cold = await startOnce(join(folder, 'data'));
    const warm = await startOnce(join(folder, 'data'));
    return { cold, warm, build };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** The command of `npm run build`, into another folder: this program runs from the usual one. */
async function buildInto(folder: string): Promise<void> {
  const swc = join(ROOT, 'node_modules/@swc/cli/bin/swc.js');
  const child = spawn(process.execPath, [swc, 'apps', 'libs', 'db', '--out-dir', folder, '--quiet'], { cwd: ROOT });
  await once(child, 'exit');
}

async function startOnce(dataFolder: string): Promise<number> {
  const environment = {
    PATH: process.env['PATH'],
    DATA_DIR: dataFolder,
    PORT: '0',
    DEMO_DATA: 'true',
    LOG_LEVEL: 'silent',
  };
  const begin = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'dist/apps/api/src/main.js')], { cwd: ROOT, env: environment });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    await untilReady(
      () => READY.exec(output)?.[1],
      () => child.exitCode === null,
    );
    return (performance.now() - begin) / 1000;
  } catch (error) {
    throw new Error(`The product did not start: ${output}`, { cause: error });
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}

async function untilReady(url: () => string | undefined, alive: () => boolean): Promise<void> {
  while (alive()) {
    const origin = url();
    if (origin && (await fetch(`${origin}/health/ready`)).ok) return;
    await sleep(POLL_MS);
  }
  throw new Error('The process has ended');
}
