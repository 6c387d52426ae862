import { EXAMPLE, type Column, type Columns, type RowOf, type Table } from '#kernel';
import { atHand, type StreamedCell, type StreamedSheet } from './workbook-stream.js';

/** Widths in characters. */
const NARROWEST = 10;
const WIDEST = 40;

/**
 * A table as a sheet, which is read as the same rows again: lists to choose from, and a prompt beside each cell.
 * @param rows instead of which a sheet without any shows an example, which says nothing when it comes back
 */
export function tableSheet<C extends Columns>({ name, columns }: Table<C>, rows: readonly RowOf<C>[]): StreamedSheet {
  const all = Object.entries(columns);
  const cells = rows.map((row) => all.map(([key, column]) => cellOf(column, row[key])));
  const example = all.map(([, column], at) => (at === 0 ? `${EXAMPLE}${column.example}` : column.example));
  return {
    name,
    columns: all.map(([, column]) => [headingOf(column), widthOf(column), fillingOf(column)]),
    rows: atHand(rows.length > 0 ? cells : [example]),
  };
}

/** Lines of texts as a sheet, each column as wide as it needs. */
export function sheetOf(
  name: string,
  headings: readonly string[],
  lines: readonly (readonly string[])[],
): StreamedSheet {
  const widths = headings.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)) * 1.8 + 2);
  return {
    name,
    columns: headings.map((heading, at) => [heading, Math.min(WIDEST * 2, Math.max(NARROWEST, widths[at]!))]),
    rows: atHand(lines),
  };
}

/** A star marks what has to be filled in. */
const headingOf = ({ heading, required }: Column<unknown>): string => (required ? `${heading}*` : heading);

function cellOf({ kind }: Column<unknown>, value: unknown): StreamedCell {
  return value === null || value === undefined ? null : kind.write(value);
}

function fillingOf({ kind, hint, required }: Column<unknown>) {
  const prompt = `${required ? '必填。' : '可留空。'}${hint}`;
  return { asText: kind.asText ?? false, prompt, choices: kind.choices ?? [] };
}

function widthOf({ heading, example, hint }: Column<unknown>): number {
  const longest = Math.max(heading.length * 2 + 2, String(example).length * 1.5, hint.length / 2);
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest)));
}
