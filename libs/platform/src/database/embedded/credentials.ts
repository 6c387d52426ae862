import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../../startup-error.js';
import type { DataFolder } from './data-folder.js';

/** Applications connect to this database. */
export const DATABASE = 'alliance';

/** The superuser of PostgreSQL, the owner of the schema and the restricted role of the running product. */
export const ROLES = { superuser: 'postgres', owner: 'alliance_owner', app: 'alliance_app' } as const;

/** The password of each role. */
export type Credentials = Readonly<Record<keyof typeof ROLES, string>>;

/** Reads the passwords that belong to the existing data, or makes new ones for data yet to be created. */
export function loadCredentials(folder: DataFolder): Credentials {
  const file = join(folder.path, 'credentials.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  if (existsSync(folder.cluster)) {
    throw new StartupError(`DATA_DIR: ${file} is missing: restore it from the backup of this data.`);
  }
  const credentials = { superuser: newPassword(), owner: newPassword(), app: newPassword() };
  save(file, credentials, folder);
  return credentials;
}

export function connectionUrl(
  role: keyof typeof ROLES,
  credentials: Credentials,
  port: number,
  database = DATABASE,
): string {
  return `postgresql://${ROLES[role]}:${credentials[role]}@127.0.0.1:${port}/${database}`;
}

/** Makes renames and new names inside a folder survive a power cut. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Safe inside a URL and a quoted SQL literal. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function save(file: string, credentials: Credentials, { path, account }: DataFolder): void {
  const draft = `${file}.partial`;
  writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flush: true });
  if (account) chownSync(draft, account.uid, account.gid);
  renameSync(draft, file);
  syncFolder(path);
}
