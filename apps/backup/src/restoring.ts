import type { Client } from 'pg';
import { migrateAsOwner, type OpenedDatabase } from '#api';
import { migrations } from '#migrations';
import {
  RESTORE_MARK,
  StartupError,
  connect,
  openFileStore,
  runPending,
  takeMigrationTurn,
  type Config,
} from '#platform';
import { partKeys } from './cryptor.js';
import { unpackFiles } from './file-pack.js';
import { load } from './loading.js';
import { readManifest, type Manifest } from './manifest.js';
import { BackupFolder } from './parts.js';

/** A backup that has been found whole, and that this version of the product can restore. */
export interface CheckedBackup {
  readonly manifest: Manifest;
  readonly folder: BackupFolder;
}

/** Reads all of a backup and compares it with its checksums. @throws StartupError where it is damaged, or newer than the product */
export async function checkBackup(path: string, backupKey: Buffer | undefined): Promise<CheckedBackup> {
  const manifest = readManifest(path, backupKey);
  const known = new Set(migrations.map(({ name }) => name));
  const newer = manifest.migrations.filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new StartupError(
      `The backup has a newer schema (${newer.at(-1)}) than this version of the product: restore it with the version that made it, ${manifest.productVersion}, or a newer one.`,
    );
  }
  const folder = new BackupFolder(path, manifest.encrypted && backupKey ? partKeys(backupKey, manifest.id) : null);
  const parts = [...manifest.tables.map(({ part }) => part), ...(manifest.files ? [manifest.files.part] : [])];
  for (const part of parts) await folder.verify(part);
  return { manifest, folder };
}

/**
 * Restores a backup into an empty database: the schema as it was, the rows, the files; then migrates to this version.
 * @returns how many files
 * @throws StartupError where the database holds anything
 */
export async function restore(config: Config, database: OpenedDatabase, backup: CheckedBackup): Promise<number> {
  const { ownerUrl, setting } = database;
  const owner = await connect(ownerUrl, setting);
  let files: number;
  try {
    await takeMigrationTurn(owner);
    await beginOnEmpty(owner, backup.manifest);
    const then = new Set(backup.manifest.migrations);
    await runPending({ ownerUrl, setting, migrations: migrations.filter(({ name }) => then.has(name)) });
    files = await restoreFiles(config, backup);
    await load(owner, backup.folder, backup.manifest);
  } finally {
    await owner.end();
  }
  await migrateAsOwner(database);
  await analyze(database);
  return files;
}

/** A restore that was cut off may be repeated; anything else is left alone. */
async function beginOnEmpty(owner: Client, { id }: Manifest): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`,
  );
  if (rows.length === 0) {
    await owner.query(`CREATE TABLE ${RESTORE_MARK} AS SELECT '${id}'::text AS backup`);
    return;
  }
  if (rows.some(({ name }) => name === RESTORE_MARK)) {
    const begun = await owner.query<{ backup: string }>(`SELECT backup FROM ${RESTORE_MARK}`);
    if (begun.rows[0]?.backup === id) return;
    throw new StartupError('Another backup was half restored into this database: make a new, empty one.');
  }
  throw new StartupError(
    `The database is not empty (it has ${rows.length} tables, ${rows[0]!.name} for one): nothing was changed. Restore into a new, empty one.`,
  );
}

async function restoreFiles(config: Config, { manifest, folder }: CheckedBackup): Promise<number> {
  if (!manifest.files) return 0;
  const store = await openFileStore(config.files);
  const { content, done } = folder.read(manifest.files.part);
  const [count] = await Promise.all([unpackFiles(store, content), done]);
  return count;
}

/** Plans of statements stand on statistics, which no backup holds. */
async function analyze({ ownerUrl, setting }: OpenedDatabase): Promise<void> {
  const owner = await connect(ownerUrl, setting);
  try {
    await owner.query('ANALYZE');
  } finally {
    await owner.end();
  }
}
