/** One page of a keyset list, before it becomes a GraphQL connection. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the last item; null for an empty page. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

/**
 * The page of at most `first` rows out of a query that asked for one more, which tells whether a next page exists.
 *
 * @param rows the result of `LIMIT first + 1`
 * @param cursorOf the opaque cursor of a row, from the same columns as ORDER BY
 */
export function pageOf<T>(rows: readonly T[], first: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, first);
  const last = items.at(-1);
  return {
    items,
    endCursor: last === undefined ? null : cursorOf(last),
    hasNextPage: rows.length > first,
  };
}
