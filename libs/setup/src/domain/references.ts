import { RowLeftOut, RowRefused } from './errors.js';

/** What rows refer to by a code. */
export interface Known<Entry> {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Codes of rows that were to enter one and were refused. */
  readonly refused: ReadonlySet<string>;
  readonly constraint: string;
}

/** Where a code stands in a row. */
export interface Reference {
  readonly column: string;
  /** The code, with that of the institution in front where it is one of its own. */
  readonly key: string;
}

/** @throws RowRefused for a code that nobody has; RowLeftOut where the row that was to enter it was refused */
export function find<Entry>({ entries, refused, constraint }: Known<Entry>, { column, key }: Reference): Entry {
  const found = entries.get(key);
  if (found) return found;
  if (refused.has(key)) throw new RowLeftOut();
  refuseTwin(entries, { column, key });
  throw new RowRefused(column, constraint);
}

/** Excel takes zeros away from the front of a number: `12` where there is `0012` is hardly another one. @throws RowRefused */
export function refuseTwin(entries: ReadonlyMap<string, unknown>, { column, key }: Reference): void {
  const [, before, code] = /^(.*\/)?([1-9]\d*)$/.exec(key) ?? [];
  if (code === undefined) return;
  for (let zeros = '0'; zeros.length < 12; zeros += '0') {
    const twin = `${before ?? ''}${zeros}${code}`;
    if (entries.has(twin)) throw new RowRefused(column, 'LEADING_ZEROS', `${zeros}${code}`);
  }
}
