import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/** A process by its number and by when it began, because numbers are given out again. */
export interface RunningProcess {
  readonly pid: number;
  /** Clock ticks from the start of the machine to that of the process. */
  readonly begin: string;
}

/**
 * The processes that work in `path`. Every process of PostgreSQL has its data folder as working directory, so this
 * tells our own servers from strangers even where a process id has been given out again. Asked as the account that runs
 * PostgreSQL: root of a container may not look into the processes of others.
 */
export function processesIn(folder: DataFolder, path: string): number[] {
  const script = 'for each in /proc/[0-9]*; do [ "$each/cwd" -ef "$1" ] && echo "${each#/proc/}"; done';
  const { stdout } = spawnSync('/bin/sh', ['-c', script, 'sh', path], {
    ...serverSpawnOptions(folder, '/'),
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** What may be known of every process, whoever runs it. One that has ended but was not reaped does not count. */
export function processOf(pid: number): RunningProcess | undefined {
  try {
    // The name of the program stands in parentheses and may hold anything; state and start are fields 3 and 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return /[ZX]/.test(fields[0]!) ? undefined : { pid, begin: fields[19]! };
  } catch {
    return undefined;
  }
}

/** Whether the process is still alive: it, and not another one that has been given its number. */
export function isAlive({ pid, begin }: RunningProcess): boolean {
  return processOf(pid)?.begin === begin;
}

/** Signals a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
