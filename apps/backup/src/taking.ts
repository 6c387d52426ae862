import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connect, installationFolder, migrationsOf, openFileStore, type Config, type KeyPurpose } from '#platform';
import {
  PLAIN_TEXT,
  columnList,
  listPartitions,
  listSequences,
  listTables,
  measure,
  qualified,
  type Table,
} from './catalogue.js';
import { partKeys } from './cryptor.js';
import { packFiles, type KnownFile } from './file-pack.js';
import { sealedManifest, type Draft, type Manifest, type TableContent } from './manifest.js';
import { BackupFolder } from './parts.js';

type Snapshot = Pick<Manifest, 'serverVersion' | 'migrations' | 'tables' | 'partitions' | 'sequences' | 'keys'> & {
  readonly fileIds: readonly KnownFile[];
};

/**
 * Copies one state of the database, as it was at one moment, and then the files that it knows, into an empty folder.
 * Whoever works meanwhile notices nothing but a busier disk; only migrations have to wait.
 * @throws StartupError where the database cannot be reached or the folder is not empty
 */
export async function takeBackup(config: Config, url: string, path: string): Promise<Draft> {
  const id = randomUUID();
  const keys = config.backupKey ? partKeys(config.backupKey, id) : null;
  const folder = BackupFolder.create(path, keys);
  const takenAt = new Date().toISOString();
  const client = await connect(url, 'DATABASE_URL');
  try {
    const { fileIds, ...snapshot } = await copySnapshot(client, folder);
    const files = config.files.kind === 'local' ? await copyFiles(config, folder, fileIds) : null;
    const productVersion = versionOfProduct();
    const draft = { id, takenAt, productVersion, encrypted: keys !== null, ...snapshot, files };
    await folder.finish(sealedManifest(draft, config.backupKey));
    return draft;
  } finally {
    await client.end();
  }
}

async function copySnapshot(client: Client, folder: BackupFolder): Promise<Snapshot> {
  const tables = await beginSnapshot(client);
  const contents: TableContent[] = [];
  for (const table of tables) contents.push(await copyTable(client, folder, table));
  const { rows: keys } = await client.query<{ purpose: KeyPurpose; keyId: string }>(
    `SELECT purpose, key_id AS "keyId" FROM key_register WHERE retired_at IS NULL ORDER BY 1 DESC, 2`,
  );
  const { rows: fileIds } = await client.query<KnownFile>(
    'SELECT id, unused_since IS NULL AS used FROM stored_files ORDER BY id',
  );
  const { rows: server } = await client.query<{ server_version: string }>('SHOW server_version');
  const snapshot = {
    serverVersion: server[0]!.server_version,
    migrations: [...(await migrationsOf(client))],
    tables: contents,
    partitions: await listPartitions(client),
    // Sequences stand outside of snapshots: they are never behind the rows, and a gap does no harm.
    sequences: await listSequences(client),
    keys,
    fileIds,
  };
  await client.query('COMMIT');
  return snapshot;
}

/** Tables are locked against migrations first: they must be those of the moment that is copied. */
async function beginSnapshot(client: Client): Promise<Table[]> {
  const tables = await listTables(client);
  const names = tables.map((table) => qualified(client, table)).join(', ');
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${PLAIN_TEXT}`);
  await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
  const locked = await listTables(client);
  if (JSON.stringify(locked) === JSON.stringify(tables)) return tables;
  await client.query('ROLLBACK');
  return beginSnapshot(client);
}

async function copyTable(client: Client, folder: BackupFolder, table: Table): Promise<TableContent> {
  const content = await measure(client, table);
  const source = `SELECT ${columnList(client, table)} FROM ${qualified(client, table)}`;
  const part = await folder.write(
    `table.${table.schema}.${table.name}`,
    client.query(copyTo(`COPY (${source}) TO STDOUT`)),
  );
  return { ...table, ...content, part };
}

async function copyFiles(config: Config, folder: BackupFolder, ids: readonly KnownFile[]): Promise<Manifest['files']> {
  const store = await openFileStore(config.files);
  const packed = { count: 0, missing: [] as string[] };
  const part = await folder.write('files', packFiles(store, ids, packed));
  return { ...packed, part };
}

function versionOfProduct(): string {
  const text = readFileSync(join(installationFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
