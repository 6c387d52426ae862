import type { Cell } from './cell.js';

/** A cell that is not empty. */
export type FilledCell = NonNullable<Cell>;

/** What a cell means, or the constraint that it does not meet. */
export type Reading<Value> = { readonly value: Value } | { readonly constraint: string };

/** How the cells of a column are read and written. What is written is read as the same value again. */
export interface Kind<Value> {
  /** Everything that may be chosen, in the words of the sheet; absent where it is no choice. */
  readonly choices?: readonly string[];
  /** Whether Excel is to keep what is typed as it is, zeros in front included. */
  readonly asText?: boolean;
  read(cell: FilledCell): Reading<Value>;
  write(value: Value): string | number;
}
