/** A cell as it was typed; a date is midnight UTC of its day, a time of day lies on some day. */
export type Cell = string | number | boolean | Date | null;

/** Blanks that people and programs leave around what they type: no-break, ideographic and zero-width ones too. */
const AROUND = /^[\s\u200B\u2060]+|[\s\u200B\u2060]+$/gu;

/** What a cell says: a date by its day, nothing for an empty one. */
export function cellText(cell: Cell): string {
  if (cell instanceof Date) return Number.isNaN(+cell) ? '' : cell.toISOString().slice(0, 10);
  return cell === null ? '' : String(cell).replaceAll(AROUND, '');
}

/** Digits, letters and signs as every keyboard has them, where an input method has made them as wide as characters. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0))
    .replaceAll('\u3000', ' ');
}
