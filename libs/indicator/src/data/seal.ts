import { createHash } from 'node:crypto';

type Sealed = Readonly<Record<string, string | number | null>>;

/** SHA-256 of rows as JSON without blanks, the keys of each in the order of the alphabet (RFC 8785 for what is in them). */
export function sealOf(rows: readonly Sealed[]): string {
  const canonical = rows.map((row) =>
    Object.fromEntries(
      Object.keys(row)
        .toSorted()
        .map((key) => [key, row[key]]),
    ),
  );
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
