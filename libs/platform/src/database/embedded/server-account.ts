import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../../startup-error.js';

/** The operating system account that runs PostgreSQL on behalf of root. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that has to run PostgreSQL for the data in `folder`: whoever already owns the data, else `postgres`, else
 * `nobody`. PostgreSQL refuses to run as root.
 * @returns undefined when the product is not root: PostgreSQL then runs as the same user
 */
export function accountFor(folder: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account =
    ownerOf(join(folder, 'cluster')) ?? ownerOf(folder) ?? namedAccount('postgres') ?? namedAccount('nobody');
  if (account) return account;
  throw new StartupError(
    'PostgreSQL does not run as root and this machine has no account postgres or nobody: start as an ordinary user or set DATABASE_URL.',
  );
}

/** Asks the operating system itself, so that access lists and group rights count too. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownerOf(path: string): ServerAccount | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || stats.uid === 0) return undefined;
  const name = passwdEntries().find((entry) => entry.uid === stats.uid)?.name ?? String(stats.uid);
  return { name, uid: stats.uid, gid: stats.gid };
}

function namedAccount(name: string): ServerAccount | undefined {
  return passwdEntries().find((entry) => entry.name === name);
}

function passwdEntries(): ServerAccount[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
