import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../../startup-error.js';
import { ROLES, loadCredentials, syncFolder, type Credentials } from './credentials.js';
import { unusableFolder, type DataFolder } from './data-folder.js';
import type { Runtime } from './runtime-files.js';
import { processesIn, run, serverSpawnOptions, signal } from './server-process.js';

const UNFINISHED = 'cluster.partial-';

/**
 * Refuses data that this PostgreSQL cannot open. Cheap enough to run before anything is written to the folder.
 * @throws StartupError when another major version wrote the data
 */
export function checkDataVersion(folder: DataFolder, runtime: Runtime): void {
  const file = join(folder.cluster, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found === runtime.major) return;
  throw new StartupError(
    `DATA_DIR: ${folder.path} holds data of PostgreSQL ${found}, this product brings PostgreSQL ${runtime.major}: dump it with version ${found} and restore it, or choose another DATA_DIR.`,
  );
}

/**
 * Makes sure that the folder holds a complete database cluster. Initialisation happens under another name and becomes
 * the cluster by one rename, so one that was cut short is never mistaken for data.
 * @param durable whether the new files must survive a power cut
 */
export async function ensureCluster(folder: DataFolder, runtime: Runtime, durable: boolean): Promise<Credentials> {
  try {
    removeUnfinished(folder);
    const credentials = loadCredentials(folder);
    if (!existsSync(join(folder.cluster, 'PG_VERSION'))) await initialise(folder, runtime, { credentials, durable });
    return credentials;
  } catch (error) {
    throw error instanceof StartupError ? error : unusableFolder(folder.path, error);
  }
}

async function initialise(
  folder: DataFolder,
  runtime: Runtime,
  { credentials, durable }: { credentials: Credentials; durable: boolean },
): Promise<void> {
  const draft = join(folder.path, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${credentials.superuser}\n`, { mode: 0o600 });
  if (folder.account) for (const path of [draft, passwordFile]) chownSync(path, folder.account.uid, folder.account.gid);
  const args = [...initdbArguments(draft, passwordFile), ...(durable ? [] : ['--no-sync'])];
  const { status, errors } = await run(runtime.initdb, args, serverSpawnOptions(folder, draft));
  rmSync(passwordFile);
  if (status !== 0) throw initialisationFailed(folder, errors);
  renameSync(draft, folder.cluster);
  syncFolder(folder.path);
}

/** The builtin locale sorts by code point and knows the case of all of Unicode, the same on every operating system. */
function initdbArguments(dataFolder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${dataFolder}`,
    `--username=${ROLES.superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
}

function initialisationFailed(folder: DataFolder, errors: string): StartupError {
  const reason = errors.split('\n').find((line) => /(error|FATAL|PANIC): /.test(line)) ?? 'it was interrupted';
  return new StartupError(`DATA_DIR: cannot create the database in ${folder.path}: ${reason.trim()}.`);
}

/** What an initialisation left behind whose parent died, and the initialisation itself if it is still at it. */
function removeUnfinished(folder: DataFolder): void {
  for (const name of readdirSync(folder.path).filter((entry) => entry.startsWith(UNFINISHED))) {
    const path = join(folder.path, name);
    for (const pid of processesIn(folder, path)) signal(pid, 'SIGKILL');
    rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  }
}
