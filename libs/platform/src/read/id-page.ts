import { pageOf, type Page } from '#kernel';
import type { Queryable } from '../database/database.js';
import type { Statement } from '../database/statement.js';
import type { PageRequest } from './aggregate-reader.js';
import { decodeIdCursor, encodeIdCursor } from '../graphql/id-cursor.js';

/**
 * A page of a list that is ordered by id, the latest first.
 * @param statement takes `values`, then the id below which the page begins or null, and how many rows there are to be
 * @throws InvalidCursorError
 */
export async function pageById<Row extends { readonly id: string }>(
  on: Queryable,
  statement: Statement,
  values: readonly unknown[],
  { first, after }: PageRequest,
): Promise<Page<Row>> {
  const below = typeof after === 'string' ? decodeIdCursor(after) : null;
  const rows = await on.query<Row & Record<string, unknown>>(statement, [...values, below, first + 1]);
  return pageOf<Row>(rows, first, ({ id }) => encodeIdCursor(id));
}
