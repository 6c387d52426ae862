import type { Secrets } from '../config/secrets.js';
import { UNMARKED } from '../crypto/blind-index.js';
import { statement, type Statement } from '../database/statement.js';
import type { SealedColumn, SealedTable } from './sealed.js';

/** The keys that all values are to stand under. */
export interface WantedKeys {
  readonly encryption: string;
  /** Generations of the blind index, the one of the even column and the one of the odd column. */
  readonly generations: readonly [even: number | null, odd: number | null];
}

export function wantedKeys({ encryptionKeys, blindIndexKeys }: Secrets): WantedKeys {
  const of = (parity: number): number | null => [...blindIndexKeys.keys()].find((each) => each % 2 === parity) ?? null;
  return { encryption: [...encryptionKeys.keys()].at(-1)!, generations: [of(0), of(1)] };
}

/** SQL for an index that this generation of the key has made. Ids and generations are safe inside SQL by their rules. */
function isOfGeneration(column: string, generation: number): string {
  return generation === UNMARKED ? `position('.' IN ${column}) = 0` : `starts_with(${column}, '${generation}.')`;
}

/** SQL for the rows of a column that do not stand under the keys (yet): by encryption, or by one of the indexes. */
export function pendingSql({ column, index }: SealedColumn, { encryption, generations }: WantedKeys): string {
  const stale = `${column} IS NOT NULL AND NOT starts_with(${column}, '${encryption}.')`;
  const indexes = (index?.columns ?? []).map((indexColumn, slot) =>
    pendingIndex(column, indexColumn, generations[slot]!),
  );
  return [stale, ...indexes].map((condition) => `(${condition})`).join(' OR ');
}

/** What no known key has made is to go. */
function pendingIndex(column: string, indexColumn: string, generation: number | null): string {
  return generation === null ? `${indexColumn} IS NOT NULL` : withoutIndex(column, indexColumn, generation);
}

/** SQL for the rows that have a value and no index of this generation. */
export function withoutIndex(column: string, indexColumn: string, generation: number): string {
  return `${column} IS NOT NULL AND (${indexColumn} IS NULL OR NOT ${isOfGeneration(indexColumn, generation)})`;
}

/** Columns of a table that change with its keys, and those that an index is made with. */
interface Columns {
  readonly changing: readonly string[];
  readonly read: readonly string[];
}

export function columnsOf({ columns }: SealedTable): Columns {
  const changing = columns.flatMap(({ column, index }) => [column, ...(index?.columns ?? [])]);
  const companions = columns.flatMap(({ index }) => index?.companion ?? []);
  return { changing, read: [...new Set([...changing, ...companions])] };
}

/** The next rows (`$2` at most) after `$1` with anything that is to change. */
export function nextRows(table: SealedTable, wanted: WantedKeys): Statement {
  const pending = table.columns.map((column) => pendingSql(column, wanted)).join(' OR ');
  return statement(
    `keys.next.${table.table}`,
    `SELECT ${table.key} AS key, ${columnsOf(table).read.join(', ')} FROM ${table.table}
     WHERE ${table.key} > $1 AND (${pending}) ORDER BY ${table.key} LIMIT $2`,
  );
}

/**
 * Writes rows anew that still are what they were when they were read, and that nobody holds: it neither waits nor
 * overwrites. `$1` holds the keys, then follow the old values of all columns read and the new ones of those that change.
 */
export function rewrite(table: SealedTable): Statement {
  const { changing, read } = columnsOf(table);
  const names = ['key', ...read.map((name) => `old_${name}`), ...changing.map((name) => `new_${name}`)];
  const types = ['uuid[]', ...Array.from({ length: names.length - 1 }, () => 'text[]')];
  const unchanged = read.map((name) => `t.${name} IS NOT DISTINCT FROM f.old_${name}`).join(' AND ');
  return statement(
    `keys.rewrite.${table.table}`,
    `WITH fresh AS (
       SELECT * FROM unnest(${types.map((type, n) => `$${n + 1}::${type}`).join(', ')}) AS f(${names.join(', ')})),
     free AS (
       SELECT f.* FROM ${table.table} t JOIN fresh f ON f.key = t.${table.key} WHERE ${unchanged}
       FOR UPDATE OF t SKIP LOCKED)
     UPDATE ${table.table} t SET ${changing.map((name) => `${name} = f.new_${name}`).join(', ')}
     FROM free f WHERE t.${table.key} = f.key AND ${unchanged} RETURNING 1`,
  );
}
