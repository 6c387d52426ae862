import { chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from '../../startup-error.js';
import { unusableFolder, type DataFolder } from './data-folder.js';

const SQLITE_BUSY = 5;

/** Exclusive use of a data folder by this process. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process alone. The lock is one of the kernel's file locks, which Node.js reaches only
 * through SQLite: it ends with the process however that dies, so there is no stale lock and no process id to mistake.
 * @throws StartupError when another process has it
 */
export function lockFolder(folder: DataFolder): FolderLock {
  const file = join(folder.path, 'lock');
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    // Of racing starters IMMEDIATE lets exactly one through; EXCLUSIVE may turn all of them away.
    lock.exec('BEGIN IMMEDIATE');
    if (folder.account) chownSync(file, folder.account.uid, folder.account.gid);
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw unusableFolder(folder.path, error);
    throw new StartupError(
      `DATA_DIR: ${folder.path} is in use by another instance${holder(file)}: stop it first or choose another DATA_DIR.`,
    );
  }
  const held = lock;
  return { release: () => held.close() };
}

/** Best effort: the kernel lists who holds which file, by inode. */
function holder(file: string): string {
  const { ino } = statSync(file);
  const locks = readFileSync('/proc/locks', 'utf8').split('\n');
  const pid = locks
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => fields[3] === 'WRITE' && fields[5]?.endsWith(`:${ino}`))?.[4];
  return pid && Number(pid) > 0 ? ` (process ${pid})` : '';
}
