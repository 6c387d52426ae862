import { createHash } from 'node:crypto';
import { StartupError } from '../../startup-error.js';
import { checkDataVersion, ensureCluster } from './cluster.js';
import { connectionUrl, loadCredentials, type Credentials } from './credentials.js';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { findPostmaster, launchPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';
import { launchMark, provision, readLaunchMark } from './provisioning.js';
import { prepareRuntime, removeOtherRuntimes, type Runtime } from './runtime-files.js';
import { isAlive, signal } from './server-process.js';
import { serverSettings } from './server-settings.js';

const WATCH_INTERVAL_MS = 500;

export interface EmbeddedDatabaseOptions {
  /** Where the data lives; created if it does not exist. */
  readonly folder: string;
  /** What an operator should know, one line each. */
  readonly onLog?: (line: string) => void;
  /** The server has ended although nobody stopped it. */
  readonly onExit?: () => void;
  /** For tests only: faster, and a crash of the machine may destroy the data. */
  readonly throwaway?: boolean;
}

export interface EmbeddedDatabase {
  /** Connects as the role that owns the database and changes its schema. */
  readonly ownerUrl: string;
  /** Connects as the role of the running product, which may only do what the owner has granted. */
  readonly appUrl: string;
  /** Connects as superuser to the database `postgres`; for tests and maintenance, never for the running product. */
  readonly superuserUrl: string;
  /** Where the data lives, free of symbolic links. */
  readonly folder: string;
  /** Stops the server, waits until it has gone and lets other processes have the folder. May be called again. */
  stop(): Promise<void>;
}

interface Server {
  readonly folder: DataFolder;
  readonly postmaster: Postmaster;
  readonly credentials: Credentials;
}

/**
 * Starts the PostgreSQL that the product brings along, on the data in `options.folder`, and creates what is missing: the
 * folder, the cluster, the roles, the database. A server that a killed run left behind is taken over as it is.
 * @throws StartupError when the folder cannot be used, is in use or holds data of another major version
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const folder = openDataFolder(options.folder);
  const lock = lockFolder(folder);
  try {
    const runtime = await prepareRuntime(folder);
    checkDataVersion(folder, runtime);
    const credentials = await ensureCluster(folder, runtime, !options.throwaway);
    const postmaster = await ensurePostmaster(folder, runtime, { credentials, options });
    const server = { folder, postmaster, credentials };
    await provisionOrStop(server);
    removeOtherRuntimes(folder, runtime);
    return openHandle(server, lock, options);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The connection of the restricted role to an embedded database that somebody else is running, or null where none runs.
 * @param path where the data lives
 */
export async function findEmbeddedDatabase(path: string): Promise<string | null> {
  const folder = openDataFolder(path);
  const running = await findPostmaster(folder);
  return running ? connectionUrl('app', loadCredentials(folder), running.port) : null;
}

async function ensurePostmaster(
  folder: DataFolder,
  runtime: Runtime,
  { credentials, options }: { credentials: Credentials; options: EmbeddedDatabaseOptions },
): Promise<Postmaster> {
  const settings = serverSettings(options.throwaway ?? false);
  const fingerprint = createHash('sha256')
    .update([runtime.version, ...settings].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const running = await findPostmaster(folder);
  if (running && (await readLaunchMark(running.port, credentials)) === fingerprint) {
    options.onLog?.(`PostgreSQL ${runtime.version} was still running on port ${running.port}: taken over`);
    return running;
  }
  if (running) {
    options.onLog?.(
      `PostgreSQL of an earlier run (process ${running.pid}) has another version or other settings: restarting it`,
    );
    await stopPostmaster(running);
  }
  const launched = await launchPostmaster(folder, runtime, [...settings, launchMark(fingerprint)]);
  options.onLog?.(`PostgreSQL ${runtime.version} listens on 127.0.0.1:${launched.port}, data in ${folder.path}`);
  return launched;
}

async function provisionOrStop({ folder, postmaster, credentials }: Server): Promise<void> {
  try {
    await provision(postmaster.port, credentials);
  } catch (cause) {
    await stopPostmaster(postmaster);
    const reason =
      (cause as { code?: string }).code === '28P01'
        ? 'credentials.json does not belong to this data, restore the file that was backed up with it'
        : (cause as Error).message;
    throw new StartupError(`DATA_DIR: cannot open the database in ${folder.path}: ${reason}.`, { cause });
  }
}

function openHandle(
  { folder, postmaster, credentials }: Server,
  lock: FolderLock,
  options: EmbeddedDatabaseOptions,
): EmbeddedDatabase {
  // Whoever leaves without stop() still leaves a server that shuts down in order.
  const onProcessExit = (): void => signal(postmaster.pid, 'SIGINT');
  process.once('exit', onProcessExit);
  const endWatch = watch(postmaster, () => {
    process.off('exit', onProcessExit);
    options.onLog?.(
      `PostgreSQL (process ${postmaster.pid}) has ended unexpectedly, see postgres.log in ${folder.path}`,
    );
    options.onExit?.();
  });
  const stop = async (): Promise<void> => {
    endWatch();
    try {
      await stopPostmaster(postmaster);
      process.off('exit', onProcessExit);
    } finally {
      lock.release();
    }
  };
  let stopped: Promise<void> | undefined;
  return {
    ownerUrl: connectionUrl('owner', credentials, postmaster.port),
    appUrl: connectionUrl('app', credentials, postmaster.port),
    superuserUrl: connectionUrl('superuser', credentials, postmaster.port, 'postgres'),
    folder: folder.path,
    stop: () => (stopped ??= stop()),
  };
}

/** By the process table, because a server taken over is not a child of ours and sends no exit event. */
function watch(postmaster: Postmaster, onExit: () => void): () => void {
  const timer = setInterval(() => {
    if (isAlive(postmaster)) return;
    clearInterval(timer);
    onExit();
  }, WATCH_INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
