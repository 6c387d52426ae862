import type { Client } from 'pg';

/** Rows of one table, columns by their names in the database; a column that is left out is null. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Writes all rows with one statement. `table` comes from this program, never from outside. */
export async function insertRows(owner: Client, table: string, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  await owner.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
    JSON.stringify(rows),
  ]);
}
