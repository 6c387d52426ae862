import { cellKey, type CellRange, type Sheet } from '#kernel';

/** What readers of values do not tell of a sheet, and how far it reaches. */
export interface SheetMarks extends Pick<Sheet, 'formulas' | 'merged'> {
  /** Rows times columns, of which readers make room for all. */
  readonly extent: number;
}

/** Where a cell begins and is named, where it has a formula, and which cells are one (ECMA-376, part 1, 18.3.1). */
const MARKS = /<(?:\w+:)?(?:(c|row)\s([^>]*)|(f)[\s/>]|mergeCell\s([^>]*))/g;
const PLACE = /^([A-Z]{1,3})(\d{1,7})$/;

/** Reads the marks of a worksheet's XML, in which `<` stands for nothing but the beginning of a tag. */
export function marksOf(xml: string): SheetMarks {
  const formulas = new Set<string>();
  const merged: CellRange[] = [];
  let [row, column, lastRow, lastColumn] = [-1, -1, 0, 0];
  for (const [, tag, attributes = '', formula, merge] of xml.matchAll(MARKS)) {
    if (formula) formulas.add(cellKey(row, column));
    else if (merge !== undefined) merged.push(...rangeOf(attribute(merge, 'ref')));
    else if (tag === 'row') [row, column] = [Number(attribute(attributes, 'r') || row + 2) - 1, -1];
    else [row, column] = placeOf(attribute(attributes, 'r')) ?? [row, column + 1];
    [lastRow, lastColumn] = [Math.max(lastRow, row + 1), Math.max(lastColumn, column + 1)];
  }
  return { formulas, merged, extent: lastRow * lastColumn };
}

/** The value of an attribute without a prefix; empty where there is none. */
export function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2] ?? '';
}

function rangeOf(reference: string): CellRange[] {
  const [from, to] = reference.split(':').map(placeOf);
  if (!from || !to) return [];
  return [{ fromRow: from[0], fromColumn: from[1], toRow: to[0], toColumn: to[1] }];
}

/** `B3` is row 2, column 1. */
function placeOf(reference: string): [row: number, column: number] | null {
  const [, letters, row] = PLACE.exec(reference) ?? [];
  if (!letters) return null;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.codePointAt(0)! - 64, 0);
  return [Number(row) - 1, column - 1];
}
