import { Parameters } from './parameters.js';
import { statement } from './statement.js';
import type { Transaction } from './transaction.js';

/** The columns of a table that transitions change, by the names that code gives them. */
export type Changeable = Readonly<Record<string, string>>;

interface Row {
  readonly id: string;
  readonly version: number;
}

interface RowChange<Columns extends Changeable> {
  readonly table: string;
  readonly columns: Columns;
  readonly changes: { readonly [Name in keyof Columns]?: unknown };
  /** More assignments, whose values it adds to the parameters. */
  readonly also?: (parameters: Parameters) => readonly string[];
}

/**
 * Changes a row that the transaction has locked, under the next version. It travels with the commit.
 *
 * @returns the version of the row from then on
 */
export function changeRow<Columns extends Changeable>(
  tx: Transaction,
  { id, version }: Row,
  { table, columns, changes, also }: RowChange<Columns>,
): number {
  const parameters = new Parameters();
  const next = version + 1;
  const set = [`version = ${parameters.add(next)}`];
  for (const [name, column] of Object.entries(columns)) {
    if (name in changes) set.push(`${column} = ${parameters.add(changes[name])}`);
  }
  set.push(...(also?.(parameters) ?? []));
  const sql = `UPDATE ${table} SET ${set.join(', ')} WHERE id = ${parameters.add(id)}`;
  tx.write(statement(`${table}.change`, sql), parameters.values);
  return next;
}
