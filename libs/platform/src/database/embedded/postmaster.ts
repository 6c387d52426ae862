import { spawn } from 'node:child_process';
import { chownSync, closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { StartupError } from '../../startup-error.js';
import type { DataFolder } from './data-folder.js';
import type { Runtime } from './runtime-files.js';
import { isAlive, processOf, processesIn, serverSpawnOptions, signal, type RunningProcess } from './server-process.js';
import { waitUntil } from './wait-until.js';

const FAST_STOP_LIMIT_MS = 60_000;
const IMMEDIATE_STOP_LIMIT_MS = 10_000;
const LOG_LIMIT_BYTES = 16 * 1024 * 1024;
const BIND_ATTEMPTS = 3;

/** A running server: its first process and the port that it listens on. */
export interface Postmaster extends RunningProcess {
  readonly port: number;
}

/**
 * Finds the server that an earlier run of the product left behind when it was killed, waiting until that server accepts
 * connections. Server processes without their postmaster are ended: they are of no use and would block a new server.
 */
export async function findPostmaster(folder: DataFolder): Promise<Postmaster | undefined> {
  const leftBehind = processesIn(folder, folder.cluster);
  const { pid } = readPidFile(folder);
  if (leftBehind.includes(pid)) return untilReady(folder, pid);
  for (const orphan of leftBehind) signal(orphan, 'SIGQUIT');
  if (!(await waitUntil(() => processesIn(folder, folder.cluster).length === 0, IMMEDIATE_STOP_LIMIT_MS))) {
    throw new StartupError(
      `DATA_DIR: processes ${leftBehind.join(', ')} of an earlier run do not let go of ${folder.path}.`,
    );
  }
  // PostgreSQL would take any process that has been given the old number since for its running server.
  rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

/**
 * Starts a server on a free port of the loopback interface and waits until it accepts connections, through crash
 * recovery if need be.
 * @throws StartupError with the server's own reason when it gives up
 */
export async function launchPostmaster(
  folder: DataFolder,
  runtime: Runtime,
  settings: readonly string[],
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const log = openLog(folder);
    const pid = spawnPostmaster(folder, runtime, [...settings, `port=${port}`], log.descriptor);
    const postmaster = await untilReady(folder, pid);
    if (postmaster) return postmaster;
    const messages = readFileSync(log.file).subarray(log.offset).toString();
    // Somebody else took the port between our look and the server's.
    if (attempt < BIND_ATTEMPTS && messages.includes('Address already in use')) continue;
    const reason = /(?:FATAL|PANIC): +(.*)/.exec(messages)?.[1] ?? 'it was stopped from outside';
    throw new StartupError(`DATA_DIR: PostgreSQL cannot start in ${folder.path}: ${reason} (more in ${log.file}).`);
  }
}

/** Disconnects everybody, writes everything out and waits until the server has gone. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  const gone = (): boolean => !isAlive(postmaster);
  if (gone()) return;
  signal(postmaster.pid, 'SIGINT');
  if (await waitUntil(gone, FAST_STOP_LIMIT_MS)) return;
  // Nothing that was committed is lost: the next start replays the log.
  signal(postmaster.pid, 'SIGQUIT');
  if (!(await waitUntil(gone, IMMEDIATE_STOP_LIMIT_MS)))
    throw new Error(`PostgreSQL (process ${postmaster.pid}) does not stop`);
}

/** @returns undefined when the process ends instead of becoming ready */
async function untilReady(folder: DataFolder, pid: number): Promise<Postmaster | undefined> {
  const begun = processOf(pid);
  if (!begun) return undefined;
  const isReady = (): boolean => {
    const file = readPidFile(folder);
    return file.pid === pid && file.status === 'ready';
  };
  // Recovery after a crash takes as long as it takes; the process itself is the limit.
  await waitUntil(() => isReady() || !isAlive(begun), Infinity);
  return isAlive(begun) ? { ...begun, port: readPidFile(folder).port } : undefined;
}

/** The lines of postmaster.pid, as `miscadmin.h` of PostgreSQL numbers them; NaN and '' where there are none (yet). */
function readPidFile(folder: DataFolder): { pid: number; port: number; status: string } {
  try {
    const lines = readFileSync(join(folder.cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return { pid: NaN, port: NaN, status: '' };
  }
}

/** Detached: Ctrl-C in a terminal must reach the product only, which stops the server after its last request. */
function spawnPostmaster(folder: DataFolder, runtime: Runtime, settings: readonly string[], log: number): number {
  const args = ['-D', folder.cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const options = serverSpawnOptions(folder, folder.cluster);
  const child = spawn(runtime.postgres, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  // A failed spawn shows as a process that does not exist.
  child.on('error', () => {});
  return child.pid ?? NaN;
}

/** A file rather than a pipe: the server may outlive this process. */
function openLog({ path, account }: DataFolder): { file: string; offset: number; descriptor: number } {
  const file = join(path, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  if (account) chownSync(file, account.uid, account.gid);
  return { file, offset: statSync(file).size, descriptor };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
