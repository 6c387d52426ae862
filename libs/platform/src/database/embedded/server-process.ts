import { spawn, type SpawnOptions } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import type { DataFolder } from './data-folder.js';

/** How every program of PostgreSQL is run: as the right account, in its own folder, with nothing of our environment. */
export function serverSpawnOptions({ account }: DataFolder, cwd: string): SpawnOptions {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  // LC_ALL keeps its messages in English, which is what the checks of this folder read.
  return { ...identity, cwd, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
}

/**
 * Runs a program to its end.
 * @returns its exit status (null when a signal ended it) and what it wrote to stderr
 */
export function run(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<{ status: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, errors }));
  });
}

/**
 * The processes that work in `folder`. Every process of PostgreSQL has its data folder as working directory, so this
 * tells our own servers from strangers even where a process id has been given out again.
 */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder));
}

/** Whether process `pid` is alive and works in `folder`. A process that has ended but was not reaped does not count. */
export function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Signals a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
