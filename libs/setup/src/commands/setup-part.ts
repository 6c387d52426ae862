import type { Permission } from '#identity';
import type { Columns, RowOf, Table } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Vocabulary } from '../domain/words.js';
import type { References } from './references.js';

/** What is on record, as a row would say it. */
export interface Entry<Row> {
  readonly id?: string;
  readonly version?: number;
  readonly values: Row;
  /** Whether it does not count any more: nobody misses it, and a row about it puts it back. */
  readonly withdrawn?: boolean;
  /** Whether it is over, so that nobody misses it. */
  readonly over?: boolean;
}

/** Whose rows somebody may write. */
export interface Scope {
  readonly everywhere: boolean;
  /** The code of the own institution. */
  readonly institutionCode: string | null;
}

/** What a row is written with. */
export interface Desk {
  readonly tx: Transaction;
  readonly known: References;
  readonly scope: Scope;
  /** Hashes of first passwords by login name. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Login names of accounts that were opened; another import may have opened some of those that this one wanted. */
  readonly opened: Set<string>;
}

/** One sheet of the workbook: its columns, what is on record of it, and the commands that its rows stand for. */
export abstract class SetupPart<C extends Columns = Columns> {
  /** Of whoever may do the same one by one. */
  abstract readonly permission: Permission;

  /** Whether rows refer to others of the sheet, which may stand below them. */
  readonly refersToItself: boolean = false;

  /** Whether each institution writes its own rows, the lead hospital included. */
  readonly ofOwnAlone: boolean = false;

  abstract table(words: Vocabulary): Table<C>;

  /** @param rows those of a workbook that they are to be compared with; none for all that is to be written down */
  abstract entries(on: Queryable, now: Date, rows: readonly RowOf<C>[] | null): Promise<Entry<RowOf<C>>[]>;

  /** Whether a row is about something that the scope holds. */
  abstract concerns(row: RowOf<C>, scope: Scope, known: References): boolean;

  /** What a row means where something is on record already. */
  settled(...[row]: [row: RowOf<C>, entry: Entry<RowOf<C>>]): RowOf<C> {
    return row;
  }

  /** @throws RowRefused, RowLeftOut, DomainError */
  abstract add(desk: Desk, row: RowOf<C>): Promise<void>;

  /** @throws RowRefused, RowLeftOut, DomainError */
  abstract change(desk: Desk, entry: Entry<RowOf<C>>, row: RowOf<C>): Promise<void>;
}

export const isOf = (code: string, { everywhere, institutionCode }: Scope): boolean =>
  everywhere || code === institutionCode;

/** What a change expects to find. */
export function found({ id, version }: Entry<unknown>): { readonly id: string; readonly expectedVersion: number } {
  return { id: id!, expectedVersion: version! };
}
