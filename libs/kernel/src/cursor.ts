import { DomainError } from './domain-error.js';

/**
 * The sort key of one row, in the order of ORDER BY. Instants go in as the text that SQL selected
 * (`to_char`, `::text`), because a `Date` loses PostgreSQL's microseconds and would skip or repeat rows.
 */
export type CursorValues = readonly (string | number | null)[];

/** The cursor was not issued by this list. */
export class InvalidCursorError extends DomainError {
  readonly code = 'INVALID_CURSOR';
}

/** Sort keys are short; anything longer is not ours and is not worth decoding. */
const LONGEST_CURSOR = 2_048;

/**
 * An opaque, URL-safe name for the position after a row.
 *
 * @throws RangeError for a number that JSON cannot carry
 */
export function encodeCursor(values: CursorValues): string {
  if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) {
    throw new RangeError('a sort key is not a finite number');
  }
  const json = JSON.stringify(values);
  return btoa(isLatin(json) ? json : binaryOf(json))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Most sort keys are: their characters are their bytes. */
function isLatin(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function binaryOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/**
 * The sort key back. Only exactly what {@link encodeCursor} writes is read; the caller still compares the types of the
 * values, for instance by casting them in SQL.
 *
 * @param length how many values the list's sort key has
 * @throws InvalidCursorError for anything else
 */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  const values = cursor.length <= LONGEST_CURSOR ? parse(cursor) : undefined;
  if (!isSortKey(values) || values.length !== length || encodeCursor(values) !== cursor) {
    throw new InvalidCursorError();
  }
  return values;
}

function parse(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isSortKey(value: unknown): value is (string | number | null)[] {
  return Array.isArray(value) && value.every(isSortValue);
}

/** Databases give no texts with NUL, and PostgreSQL takes none. */
function isSortValue(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000');
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}
