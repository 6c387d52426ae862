import { cellText, halfWidth, type Cell } from './cell.js';

/** Rows above the headings hold a title at most. */
const LAST_HEADING_ROW = 5;

/** Where the headings of a sheet stand, and which column each of them is over, both counted from 0. */
export interface Headings<Name extends string> {
  readonly row: number;
  readonly columns: ReadonlyMap<Name, number>;
}

/**
 * Finds the row of headings, the one that has most of them, among the first rows of a sheet. Blanks do not count, nor
 * does a star that marks what must be filled in.
 * @param names what each column may be called
 */
export function findHeadings<Name extends string>(
  rows: readonly (readonly Cell[])[],
  names: Readonly<Record<Name, readonly string[]>>,
): Headings<Name> {
  const candidates = rows.slice(0, LAST_HEADING_ROW).map((row, at) => ({ row: at, columns: columnsOf(row, names) }));
  const [best] = candidates.toSorted((one, other) => other.columns.size - one.columns.size);
  return best ?? { row: 0, columns: new Map() };
}

function columnsOf<Name extends string>(
  row: readonly Cell[],
  names: Readonly<Record<Name, readonly string[]>>,
): Map<Name, number> {
  const headings = row.map(headingOf);
  const found = new Map<Name, number>();
  for (const [name, called] of Object.entries(names) as [Name, readonly string[]][]) {
    const wanted = called.map(headingOf);
    const at = headings.findIndex((heading) => wanted.includes(heading));
    if (at >= 0) found.set(name, at);
  }
  return found;
}

const headingOf = (cell: Cell): string => halfWidth(cellText(cell)).replaceAll(/\s|\*$/g, '');
