import { DomainError, InvalidInputError, type SheetProblem, type Table, type TableRow, type Columns } from '#kernel';
import { RowLeftOut, RowRefused } from '../domain/errors.js';
import type { SheetReport } from '../domain/report.js';
import { isSameRow } from '../domain/sameness.js';
import type { Desk, Entry, SetupPart } from './setup-part.js';

/** A sheet of the workbook with the part that it belongs to. */
export interface PartSheet {
  readonly part: SetupPart;
  readonly table: Table<Columns>;
  readonly rows: readonly TableRow<Row>[];
  /** Columns that the sheet does without. */
  readonly absent: readonly string[];
  /** Keys of rows that were refused, so far. */
  readonly refused: Set<string>;
}

export interface Written {
  readonly report: SheetReport;
  readonly problems: readonly SheetProblem[];
}

/** Told every few hundred rows, and at the end of each sheet. */
export type Progress = (step: { readonly sheet: string; readonly done: number; readonly total: number }) => void;

type Row = Readonly<Record<string, unknown>>;
type Done = 'added' | 'changed' | 'unchanged' | 'elsewhere' | 'refused';

const EVERY = 500;

/**
 * Writes the rows of a sheet one after the other, by the same commands as one by one; a bad one keeps no other from being
 * tried.
 */
export async function writeSheet(desk: Desk, sheet: PartSheet, progress: Progress): Promise<Written> {
  const { part, table, rows } = sheet;
  const values = rows.map((row) => row.values);
  const entries = await part.entries(desk.tx, desk.tx.now, values);
  const byKey = new Map(entries.map((entry) => [table.key(entry.values), entry]));
  const counts: Record<Done, number> = { added: 0, changed: 0, unchanged: 0, elsewhere: 0, refused: 0 };
  let outcome: Outcome;
  let pending = rows;
  do {
    outcome = await writeRows(desk, { sheet, byKey, counts, progress }, pending);
    // A row below may have entered what those refer to that were refused.
    const isWorthAnother = part.refersToItself && outcome.refused.length < pending.length;
    pending = isWorthAnother ? outcome.refused : [];
  } while (pending.length > 0);
  outcome.refused.forEach((row) => sheet.refused.add(table.key(row.values)));
  progress({ sheet: table.name, done: rows.length, total: rows.length });
  const { added, changed, unchanged, elsewhere } = counts;
  const missing = missingOf(desk, sheet, entries);
  const absent = sheet.absent.map((name) => table.columns[name]!.heading);
  const report = { sheet: table.name, absent, added, changed, unchanged, elsewhere, missing, passedOver: false };
  return { report, problems: outcome.problems };
}

interface Outcome {
  readonly refused: readonly TableRow<Row>[];
  readonly problems: readonly SheetProblem[];
}

interface Round {
  readonly sheet: PartSheet;
  readonly byKey: ReadonlyMap<string, Entry<Row>>;
  readonly counts: Record<Done, number>;
  readonly progress: Progress;
}

async function writeRows(desk: Desk, round: Round, rows: readonly TableRow<Row>[]): Promise<Outcome> {
  const { sheet, byKey, counts, progress } = round;
  const { table } = sheet;
  const refused: TableRow<Row>[] = [];
  const problems: SheetProblem[] = [];
  for (const [at, row] of rows.entries()) {
    const { done, told } = await writeRow(desk, sheet, { row, entry: byKey.get(table.key(row.values)) ?? null });
    if (done === 'refused') refused.push(row);
    else counts[done]++;
    problems.push(...told);
    if ((at + 1) % EVERY === 0) progress({ sheet: table.name, done: at + 1, total: sheet.rows.length });
  }
  return { refused, problems };
}

interface Matched {
  readonly row: TableRow<Row>;
  readonly entry: Entry<Row> | null;
}

async function writeRow(
  desk: Desk,
  sheet: PartSheet,
  { row: { row, values }, entry }: Matched,
): Promise<{ readonly done: Done; readonly told: readonly SheetProblem[] }> {
  const { part } = sheet;
  if (!part.concerns(values, desk.scope, desk.known)) return { done: 'elsewhere', told: [] };
  try {
    return { done: await decided(desk, sheet, { values, entry }), told: [] };
  } catch (error) {
    if (desk.tx.failure !== null) throw error;
    return { done: 'refused', told: problemsOf(error, sheet.table).map((told) => ({ ...told, row })) };
  }
}

async function decided(
  desk: Desk,
  { part, absent }: PartSheet,
  { values, entry }: { readonly values: Row; readonly entry: Entry<Row> | null },
): Promise<Done> {
  if (!entry) {
    await part.add(desk, values);
    return 'added';
  }
  const kept = Object.fromEntries(absent.map((name) => [name, entry.values[name]]));
  const row = part.settled({ ...values, ...kept }, entry);
  if (!entry.withdrawn && isSameRow(row, entry.values)) return 'unchanged';
  await part.change(desk, entry, row);
  return 'changed';
}

function problemsOf(error: unknown, { name: sheet, columns }: Table<Columns>): Omit<SheetProblem, 'row'>[] {
  const heading = (column: string | null): string | null => (column && columns[column]?.heading) ?? null;
  if (error instanceof RowLeftOut) return [];
  if (error instanceof RowRefused) {
    const { column, constraint, other } = error;
    return [{ sheet, column: heading(column), constraint, ...(other !== undefined && { other }) }];
  }
  if (error instanceof InvalidInputError) {
    const fields = error.facts['fields'] as readonly { readonly path: string; readonly constraint: string }[];
    return fields.map(({ path, constraint }) => ({ sheet, column: heading(path), constraint }));
  }
  if (!(error instanceof DomainError)) throw error;
  return [{ sheet, column: null, constraint: error.rule ? `${error.code}.${error.rule}` : error.code }];
}

/** What is on record and in no row, as far as the actor sets it up. */
function missingOf({ scope, known }: Desk, sheet: PartSheet, entries: readonly Entry<Row>[]): string[] {
  const { part, table, rows, refused } = sheet;
  const told = new Set([...rows.map(({ values }) => table.key(values)), ...refused]);
  const own = entries.filter(
    ({ values, withdrawn, over }) => !withdrawn && !over && part.concerns(values, scope, known),
  );
  return [...new Set(own.map(({ values }) => table.key(values)))].filter((key) => !told.has(key));
}
