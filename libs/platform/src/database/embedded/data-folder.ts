import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '../../startup-error.js';
import { accountFor, canEnter, type ServerAccount } from './server-account.js';

const SYSTEM_DATA_HOME = '/var/lib/county-medical-alliance';

/** Where one embedded database keeps everything, and who runs it. All paths are absolute and free of symbolic links. */
export interface DataFolder {
  readonly path: string;
  readonly cluster: string;
  readonly account: ServerAccount | undefined;
}

/**
 * Where the embedded database of this checkout lives: `<DATA_DIR>/postgres`, by default `<checkout>/.data/postgres`.
 * Root hands PostgreSQL to another account; when that account may not enter the checkout, the data goes to a folder of
 * its own under /var/lib. Existing data is never left behind for an empty folder elsewhere.
 */
export function embeddedDataFolder(
  checkout: string,
  dataFolder: string | undefined,
  onLog: (line: string) => void = () => {},
): string {
  if (dataFolder) return resolve(checkout, dataFolder, 'postgres');
  const inside = resolve(checkout, '.data', 'postgres');
  const account = accountFor(inside);
  if (!account || existsSync(join(inside, 'cluster'))) return inside;
  const checkoutHash = createHash('sha256').update(realpathSync(checkout)).digest('hex').slice(0, 12);
  const outside = join(SYSTEM_DATA_HOME, checkoutHash);
  if (!existsSync(join(outside, 'cluster')) && canEnter(account, nearestExisting(inside))) return inside;
  onLog(`Account ${account.name} cannot keep data in ${inside}: the database lives in ${outside} (DATA_DIR overrides)`);
  return outside;
}

/**
 * Creates the folder if need be and makes sure that the account of PostgreSQL may use it.
 * @throws StartupError when the folder cannot serve, with the reason
 */
export function openDataFolder(path: string): DataFolder {
  const account = accountFor(path);
  try {
    createFolder(path, account);
    readdirSync(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (account) handOver(path, account);
  } catch (error) {
    throw unusableFolder(path, error);
  }
  if (account && !canEnter(account, path)) {
    throw new StartupError(
      `DATA_DIR: account ${account.name}, which runs PostgreSQL for root, may not enter ${path}: open its parent folders or choose another DATA_DIR.`,
    );
  }
  const real = realpathSync(path);
  return { path: real, cluster: join(real, 'cluster'), account };
}

/** One line for a file system failure inside the data folder. */
export function unusableFolder(path: string, error: unknown): StartupError {
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOENT: 'the system does not allow folders there',
    ENOTDIR: 'that is a file or lies below one',
  };
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new StartupError(`DATA_DIR: cannot keep data in ${path}: ${reason}.`, { cause: error });
}

function createFolder(path: string, account: ServerAccount | undefined): void {
  for (const missing of missingFolders(path)) {
    createOne(missing);
    if (missing === path) chmodSync(path, 0o700);
    // A strict umask of root would otherwise shut the account out of the folders above its own.
    else if (account) chmodSync(missing, 0o755);
  }
}

/** Another process may be creating the same folder: the lock, which settles who goes on, lies inside it. */
function createOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Topmost first. `mkdir` of Node.js would find them itself but never returns where the system says ENOENT, as in /proc. */
function missingFolders(path: string): string[] {
  return existsSync(path) ? [] : [...missingFolders(dirname(path)), path];
}

function handOver(path: string, account: ServerAccount): void {
  if (statSync(path).uid === 0) chownSync(path, account.uid, account.gid);
  // Data restored or moved by root belongs to root, and PostgreSQL opens only what it owns.
  const cluster = statSync(join(path, 'cluster'), { throwIfNoEntry: false });
  if (cluster?.uid === 0) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, join(path, 'cluster')]);
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
