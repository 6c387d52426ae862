import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { RESTORE_MARK, StartupError } from '#platform';
import { PLAIN_TEXT, columnList, measure, qualified } from './catalogue.js';
import type { Manifest, TableContent } from './manifest.js';
import type { BackupFolder } from './parts.js';

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace::regnamespace::text !~ '^pg_' ORDER BY oid`;
const TRIGGERED = `
  SELECT DISTINCT tgrelid::regclass::text AS "table" FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' ORDER BY 1`;

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Fills the tables of a migrated schema, all or nothing. Triggers that would refuse or double what is copied are off
 * meanwhile, and foreign keys are made anew at the end, which proves them; every table is then compared with what was
 * backed up.
 * @throws StartupError where a table does not come out as it was
 */
export async function load(owner: Client, folder: BackupFolder, manifest: Manifest): Promise<void> {
  await owner.query(`BEGIN; ${PLAIN_TEXT}`);
  const foreignKeys = await dropForeignKeys(owner);
  const { rows: triggered } = await owner.query<{ table: string }>(TRIGGERED);
  for (const { table } of triggered) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await owner.query(`TRUNCATE ${manifest.tables.map((table) => qualified(owner, table)).join(', ')}`);
  await makePartitions(owner, manifest);
  for (const table of manifest.tables) await loadTable(owner, folder, table);
  for (const { name, lastValue } of manifest.sequences) await owner.query('SELECT setval($1, $2)', [name, lastValue]);
  for (const { table } of triggered) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of foreignKeys) {
    await owner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
  await owner.query(`DROP TABLE ${RESTORE_MARK}; COMMIT`);
}

async function dropForeignKeys(owner: Client): Promise<ForeignKey[]> {
  const { rows } = await owner.query<ForeignKey>(FOREIGN_KEYS);
  for (const { table, name } of rows) await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows;
}

/** Months of the audit trail; the default partition takes what none of them does. */
async function makePartitions(owner: Client, { partitions }: Manifest): Promise<void> {
  for (const { parent, name, bounds } of partitions) {
    const { rows } = await owner.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [name]);
    if (!rows[0]!.there) await owner.query(`CREATE TABLE ${name} PARTITION OF ${parent} ${bounds}`);
  }
}

async function loadTable(owner: Client, folder: BackupFolder, table: TableContent): Promise<void> {
  const target = owner.query(copyFrom(`COPY ${qualified(owner, table)} (${columnList(owner, table)}) FROM STDIN`));
  const { content, done } = folder.read(table.part);
  await Promise.all([pipeline(content, target), done]);
  const { rows, checksum } = await measure(owner, table);
  if (rows !== table.rows || checksum !== table.checksum) {
    throw new StartupError(`The table ${table.schema}.${table.name} did not come out of the backup as it went in.`);
  }
}
