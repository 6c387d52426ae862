import type { Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { KeyPurpose } from './key-register.js';
import type { HashColumn, SealedTable } from './sealed.js';
import { withoutIndex, type WantedKeys } from './sealed-sql.js';

/** How many values of one column stand under one key. */
export interface KeyUsage {
  readonly purpose: KeyPurpose;
  readonly keyId: string;
  /** `table.column` */
  readonly place: string;
  readonly count: number;
}

const INDEX_KEY = (column: string) =>
  `CASE WHEN position('.' IN ${column}) = 0 THEN '0' ELSE split_part(${column}, '.', 1) END`;

/** Counts every encrypted value and every index of the product by its key. */
export async function keyUsage(database: Queryable, tables: readonly SealedTable[]): Promise<KeyUsage[]> {
  const counts: KeyUsage[] = [];
  for (const { table, columns } of tables) {
    for (const { column, index } of columns) {
      counts.push(
        ...(await count(database, { purpose: 'ENCRYPTION', table, column, key: `split_part(${column}, '.', 1)` })),
      );
      for (const each of index?.columns ?? []) {
        counts.push(...(await count(database, { purpose: 'BLIND_INDEX', table, column: each, key: INDEX_KEY(each) })));
      }
    }
  }
  return counts;
}

/** Counts hashes that somebody may still ask for, by their key. */
export async function recentHashes(
  database: Queryable,
  columns: readonly HashColumn[],
  since: Date,
): Promise<KeyUsage[]> {
  const counts: KeyUsage[] = [];
  for (const { table, column, since: age } of columns) {
    const recent = { purpose: 'BLIND_INDEX' as const, table, column, key: INDEX_KEY(column), where: `${age} > $1` };
    counts.push(...(await count(database, recent, [since])));
  }
  return counts;
}

/** Counts rows that would not be found by the wanted generations of the blind index. */
export async function rowsWithoutIndex(
  database: Queryable,
  tables: readonly SealedTable[],
  { generations }: WantedKeys,
): Promise<KeyUsage[]> {
  const indexes = tables.flatMap(({ table, columns }) =>
    columns.flatMap(({ column, index }) =>
      (index?.columns ?? []).flatMap((name, slot) => {
        const generation = generations[slot]!;
        return generation === null ? [] : [{ table, column, where: withoutIndex(column, name, generation) }];
      }),
    ),
  );
  const counts: KeyUsage[] = [];
  for (const { table, column, where } of indexes) {
    const counted = { purpose: 'BLIND_INDEX' as const, table, column, key: `''`, where };
    counts.push(...(await count(database, counted)));
  }
  return counts;
}

interface Counted {
  readonly purpose: KeyPurpose;
  readonly table: string;
  readonly column: string;
  /** SQL for the id of the key. */
  readonly key: string;
  readonly where?: string;
}

async function count(
  database: Queryable,
  { purpose, table, column, key, where = 'true' }: Counted,
  values: readonly unknown[] = [],
): Promise<KeyUsage[]> {
  const rows = await database.query<{ keyId: string; count: number }>(
    statement(
      `keys.count.${table}`,
      `SELECT ${key} AS "keyId", count(*)::int AS count FROM ${table}
       WHERE ${column} IS NOT NULL AND ${where} GROUP BY 1 ORDER BY 1`,
    ),
    values,
  );
  return rows.map((row) => ({ purpose, place: `${table}.${column}`, ...row }));
}
