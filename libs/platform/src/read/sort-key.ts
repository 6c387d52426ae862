import { InvalidCursorError, decodeCursor, isLocalDate } from '#kernel';
import { isUUID } from 'class-validator';
import type { Parameters } from '../database/parameters.js';

/** One column that a list is ordered by. */
export interface SortKey {
  readonly sql: string;
  readonly type: keyof typeof TYPES;
}

/** A list's order: its keys, the last of them unique, all read in one direction. */
export interface Order {
  readonly keys: readonly SortKey[];
  readonly descending?: boolean;
}

interface SortType {
  /** How the value travels in a cursor, of which nothing may be lost. */
  readonly text: (sql: string) => string;
  readonly accepts: (value: string | number | null) => boolean;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const MOST = 2 ** 31;

/** Types of PostgreSQL that lists are ordered by. */
const TYPES = {
  uuid: { text: (sql) => sql, accepts: (value) => isUUID(value) },
  int: { text: (sql) => sql, accepts: (value) => Number.isInteger(value) && Math.abs(value as number) < MOST },
  date: { text: (sql) => `${sql}::text`, accepts: (value) => typeof value === 'string' && isLocalDate(value) },
  timestamptz: {
    text: (sql) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    accepts: (value) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
  },
} as const satisfies Record<string, SortType>;

/** SQL of a key as the cursor keeps it. @param sql of the value */
export function cursorText({ type }: SortKey, sql: string): string {
  return TYPES[type].text(sql);
}

/** ORDER BY of those columns, in the direction of the order. */
export function orderBy(columns: readonly string[], { descending }: Order): string {
  return columns.map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
}

/** The condition of everything behind a cursor. @throws InvalidCursorError where the cursor does not come from this list */
export function behind(cursor: string, { keys, descending }: Order, parameters: Parameters): string {
  const values = decodeCursor(cursor, keys.length);
  if (!keys.every(({ type }, index) => TYPES[type].accepts(values[index]!))) throw new InvalidCursorError();
  const position = keys.map(({ type }, index) => `${parameters.add(values[index])}::${type}`);
  return `(${keys.map(({ sql }) => sql).join(', ')}) ${descending ? '<' : '>'} (${position.join(', ')})`;
}
