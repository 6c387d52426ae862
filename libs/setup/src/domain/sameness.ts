/** Whether a row says what is on record: lists in whatever order, empty ones like none. */
export function isSameRow(row: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(row).every((name) => comparable(row[name]) === comparable(other[name]));
}

function comparable(value: unknown): string {
  const plain = Array.isArray(value) ? value.map(String).toSorted() : value;
  return Array.isArray(plain) && plain.length === 0 ? 'null' : JSON.stringify(plain ?? null);
}
