/** What nobody can read: blanks, and characters without a width. */
const UNREADABLE = /[\p{Z}\p{C}]/gu;

/** How many characters of a text can be read, as people count them. */
export function readableLength(text: string): number {
  return Array.from(text.replaceAll(UNREADABLE, '')).length;
}

/** Whether there is something to be read: blanks and what has no width are no words. */
export function hasText(value: unknown): value is string {
  return typeof value === 'string' && readableLength(value) > 0;
}
