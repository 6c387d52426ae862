import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from './settings.js';
import { StoryError } from './story-error.js';

const READY = /ready: (http:\/\/\S+)\/graphql/;
const MAIN = fileURLToPath(new URL('../../api/src/main.js', import.meta.url));

/** A product that the demonstration has started for itself, with data of its own. */
export interface OwnProduct {
  readonly url: string;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Starts the built product on a free port with an empty data folder. @throws StoryError with its last words */
export async function startOwnProduct(): Promise<OwnProduct> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'county-demo-'));
  // Root hands the database to another account, which has to pass through here.
  chmodSync(dataFolder, 0o755);
  const child = spawn(process.execPath, [MAIN], {
    cwd: dataFolder,
    env: {
      ...bareEnvironment(),
      DATA_DIR: dataFolder,
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO_DATA: 'true',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => end(child, dataFolder);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(stop));
  try {
    return { url: await readyUrl(child), dataFolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const errors: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => errors.push(line));
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, url] = READY.exec(line) ?? [];
    if (url) {
      // What it says from now on must not fill the pipe.
      child.stdout!.resume();
      return url;
    }
  }
  throw new StoryError(`产品没有启动成功：${errors.at(0) ?? '没有说明原因'}`);
}

/** Whoever breaks off the story leaves nothing running. */
async function leave(stop: () => Promise<void>): Promise<void> {
  await stop();
  process.exit(1);
}

async function end(child: ChildProcess, dataFolder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
  rmSync(dataFolder, { recursive: true, force: true });
}
