import type { Client } from 'pg';
import type { Partition } from './manifest.js';

/** A table by its name, and its columns that are not computed. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** Schemas of the product; what extensions brought along belongs to the migration that creates them. */
const OWN = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relpersistence = 'p'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** The list of migrations is written by migrating, not by copying. */
const NOT_MIGRATIONS = `NOT (n.nspname = 'public' AND c.relname = 'migrations')`;

const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${OWN} AND ${NOT_MIGRATIONS}
  GROUP BY 1, 2 ORDER BY 1, 2`;

const PARTITIONS = `
  SELECT i.inhparent::regclass::text AS parent, c.oid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE c.relispartition AND c.relkind = 'r' AND ${OWN} ORDER BY c.oid`;

const SEQUENCES = `
  SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS "lastValue" FROM pg_sequences
  WHERE schemaname !~ '^pg_' AND last_value IS NOT NULL AND NOT (schemaname = 'public' AND sequencename = 'migrations_id_seq')
  ORDER BY 1`;

/** How texts of values read, whatever server and role: checksums and copies agree on it. */
export const PLAIN_TEXT = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8';
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;

export async function listTables(client: Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows;
}

export async function listPartitions(client: Client): Promise<Partition[]> {
  return (await client.query<Partition>(PARTITIONS)).rows;
}

export async function listSequences(client: Client): Promise<{ name: string; lastValue: string }[]> {
  return (await client.query<{ name: string; lastValue: string }>(SEQUENCES)).rows;
}

export function qualified(client: Client, { schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
}

export function columnList(client: Client, { columns }: Pick<Table, 'columns'>): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(', ');
}

/** Counts the rows of a table and sums up a hash of each: the same for the same rows, in whatever order they lie. */
export async function measure(client: Client, table: Table): Promise<{ rows: string; checksum: string }> {
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `SELECT count(*)::text AS rows, coalesce(sum(
       ('x' || encode(substring(sha256(convert_to(ROW(${columnList(client, table)})::text, 'UTF8')) FOR 7), 'hex'))
       ::bit(56)::bigint), 0)::text AS checksum
     FROM ${qualified(client, table)}`,
  );
  return rows[0]!;
}
