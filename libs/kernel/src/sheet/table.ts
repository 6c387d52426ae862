import { cellText, type Cell } from './cell.js';
import { findHeadings, type Headings } from './headings.js';
import type { Kind } from './kind.js';

/** A sheet of a workbook, row by row from the first one. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Cells whose value was computed when the workbook was saved; see {@link cellKey}. */
  readonly formulas: ReadonlySet<string>;
  /** Cells that are one. */
  readonly merged: readonly CellRange[];
}

/** Rows and columns counted from 0, both ends included. */
export interface CellRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** One cell, one row or a sheet as a whole that cannot be used. */
export interface SheetProblem {
  readonly sheet: string;
  /** Row of the sheet, counted from 1 as Excel does. */
  readonly row: number;
  /** The column by its heading; null where it is the row, or the sheet, as a whole. */
  readonly column: string | null;
  readonly constraint: string;
  /** What is in the way: another row (`R5`), or the name of something. */
  readonly other?: string;
}

/** A column of a table. */
export interface Column<Value> {
  /** What we call it. */
  readonly heading: string;
  readonly required: boolean;
  /** Whether a sheet may do without it: then its rows say nothing about it, which is less than an empty cell says. */
  readonly dispensable: boolean;
  readonly kind: Kind<NonNullable<Value>>;
  /** What whoever fills it in has to know. */
  readonly hint: string;
  readonly example: string | number;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** What a row of such columns says. */
export type RowOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

/** A sheet with one entry a row. */
export interface Table<C extends Columns> {
  /** What the sheet is called. */
  readonly name: string;
  readonly columns: C;
  /** What no two rows have in common. */
  key(row: RowOf<C>): string;
}

export interface TableRow<Row> {
  /** Row of the sheet, counted from 1 as Excel does. */
  readonly row: number;
  readonly values: Row;
}

export interface ReadTable<Row> {
  /** The rows without a problem. */
  readonly rows: readonly TableRow<Row>[];
  /** What the others say as far as it could be read: enough to know what they are about. */
  readonly refused: readonly TableRow<Partial<Row>>[];
  readonly problems: readonly SheetProblem[];
  /** Columns that the sheet does without; in its rows they are null. */
  readonly absent: readonly (keyof Row & string)[];
}

type Described = Pick<Column<unknown>, 'hint' | 'example'>;

export function required<Value extends {}>(heading: string, kind: Kind<Value>, described: Described): Column<Value> {
  return { heading, kind, required: true, dispensable: false, ...described };
}

/** A column whose empty cells mean null. Sheets that were made before it existed do without it. */
export function optional<Value extends {}>(
  heading: string,
  kind: Kind<Value>,
  described: Described,
): Column<Value | null> {
  return { heading, kind, required: false, dispensable: true, ...described };
}

/** A column whose empty cells mean null, and without which nobody knows what a row is about: part of a key, or the width of a right. */
export function telling<Value extends {}>(
  heading: string,
  kind: Kind<Value>,
  described: Described,
): Column<Value | null> {
  return { ...optional(heading, kind, described), dispensable: false };
}

/** Begins the first cell of a row that shows how it is done; such rows say nothing. */
export const EXAMPLE = '示例：';

/** A cell of {@link Sheet.formulas}. */
export const cellKey = (row: number, column: number): string => `${row}:${column}`;

/** Reads all of a sheet, and tells everything that is wrong with it. Empty rows are passed over. */
export function readTable<C extends Columns>(sheet: Sheet, table: Table<C>): ReadTable<RowOf<C>> {
  const headings = findHeadings(sheet.rows, namesOf(table));
  const place: Place = { sheet, headings };
  const absent = Object.keys(table.columns).filter((name) => !headings.columns.has(name));
  const missing = absent.map((name) => table.columns[name]!).filter(({ dispensable }) => !dispensable);
  if (missing.length > 0) {
    const problems = missing.map((column) => problemAt(place, headings.row, column, 'COLUMN_MISSING'));
    return { rows: [], refused: [], problems, absent: [] };
  }
  const problems: SheetProblem[] = mergedIn(place, table);
  const rows: TableRow<RowOf<C>>[] = [];
  const refused: TableRow<Partial<RowOf<C>>>[] = [];
  sheet.rows.forEach((cells, at) => {
    if (at <= headings.row || saysNothing(cells, headings)) return;
    const read = readRow(place, table, at);
    problems.push(...read.problems);
    if (read.problems.length > 0) refused.push({ row: at + 1, values: read.values });
    else rows.push({ row: at + 1, values: read.values as RowOf<C> });
  });
  const { first, again } = apart(place, table, rows);
  const told = [...problems, ...again].toSorted((a, b) => a.row - b.row);
  return { rows: first, refused, problems: told, absent };
}

interface Place {
  readonly sheet: Sheet;
  readonly headings: Headings<string>;
}

function namesOf({ columns }: Pick<Table<Columns>, 'columns'>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(columns).map(([name, { heading }]) => [name, [heading]]));
}

function saysNothing(cells: readonly Cell[], { columns }: Headings<string>): boolean {
  const texts = [...columns.values()].map((at) => cellText(cells[at] ?? null));
  return texts.every((text) => text === '') || texts.some((text) => text.startsWith(EXAMPLE));
}

function readRow<C extends Columns>(place: Place, { columns }: Table<C>, at: number) {
  const values: Record<string, unknown> = {};
  const problems: SheetProblem[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const reading = readCell(place, at, { name, column });
    if ('constraint' in reading) problems.push(problemAt(place, at, column, reading.constraint));
    else values[name] = reading.value;
  }
  return { values: values as Partial<RowOf<C>>, problems };
}

function readCell(
  { sheet, headings }: Place,
  at: number,
  { name, column }: { readonly name: string; readonly column: Column<unknown> },
): { readonly value: unknown } | { readonly constraint: string } {
  const position = headings.columns.get(name);
  if (position === undefined) return { value: null };
  if (sheet.formulas.has(cellKey(at, position))) return { constraint: 'FORMULA' };
  const cell = sheet.rows[at]?.[position] ?? null;
  if (cell === null || cellText(cell) === '') return column.required ? { constraint: 'isDefined' } : { value: null };
  return column.kind.read(cell);
}

/** Of cells that are one, only the first says something: whether the others mean the same, nobody knows. */
function mergedIn({ sheet, headings }: Place, { columns }: Pick<Table<Columns>, 'columns'>): SheetProblem[] {
  const among = sheet.merged.filter(({ toRow }) => toRow > headings.row);
  return among.flatMap((range) => {
    const within = [...headings.columns].find(([, at]) => at >= range.fromColumn && at <= range.toColumn);
    if (!within) return [];
    return [problemAt({ sheet, headings }, range.fromRow, columns[within[0]]!, 'MERGED_CELLS')];
  });
}

/** Of rows about the same, the first one counts. */
function apart<C extends Columns>({ sheet }: Place, table: Table<C>, rows: readonly TableRow<RowOf<C>>[]) {
  const first = new Map<string, TableRow<RowOf<C>>>();
  const again: SheetProblem[] = [];
  for (const row of rows) {
    const key = table.key(row.values);
    const before = first.get(key);
    if (!before) first.set(key, row);
    else {
      const other = `R${before.row}`;
      again.push({ sheet: sheet.name, row: row.row, column: null, constraint: 'ROW_TWICE', other });
    }
  }
  return { first: [...first.values()], again };
}

function problemAt({ sheet }: Place, at: number, { heading }: Column<unknown>, constraint: string): SheetProblem {
  return { sheet: sheet.name, row: at + 1, column: heading, constraint };
}
