import type { QueryResultRow } from 'pg';
import type { Cipher } from '../crypto/cipher.js';
import type { Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { SealedColumn, SealedTable } from './sealed.js';
import { columnsOf, nextRows, pendingSql, rewrite, type WantedKeys } from './sealed-sql.js';

/** Rows that one statement writes and so holds, for some milliseconds. */
const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface SealedRow extends QueryResultRow {
  readonly key: string;
}

/** A row, and what is to stand in its columns. */
interface RenewedRow {
  readonly row: SealedRow;
  readonly fresh: Readonly<Record<string, string | null>>;
}

/** How far the rows of one table are. */
export interface RotationProgress {
  readonly table: string;
  readonly done: number;
  readonly total: number;
}

/** What one pass over a table has left. */
interface Pass {
  readonly written: number;
  /** Rows that somebody else held or changed meanwhile: the next pass sees them again. */
  readonly busy: number;
  /** Rows with a value that no key opens. */
  readonly unreadable: number;
}

/**
 * Brings values under the current keys while others read and write them. Each batch is one statement that skips rows
 * which are held and writes only what still is as it was read; so nothing waits for it, no change is lost, and whatever
 * ends it, the next run goes on with what is left.
 */
export class Rotation {
  constructor(
    private readonly database: Queryable,
    private readonly cipher: Cipher,
    private readonly wanted: WantedKeys,
    private readonly report: (progress: RotationProgress) => void,
  ) {}

  /** How many rows of the table are still to be written. */
  async pending({ table, columns }: SealedTable): Promise<number> {
    const pending = columns.map((column) => pendingSql(column, this.wanted)).join(' OR ');
    const sql = `SELECT count(*)::int AS count FROM ${table} WHERE ${pending}`;
    const [row] = await this.database.query<{ count: number }>(statement(`keys.pending.${table}`, sql));
    return row!.count;
  }

  /** Goes once over what is to be written in the table. */
  async pass(table: SealedTable): Promise<Pass> {
    const total = await this.pending(table);
    const sum = { written: 0, busy: 0, unreadable: 0 };
    if (total === 0) return sum;
    for (let after = FIRST; ;) {
      const rows = await this.database.query<SealedRow>(nextRows(table, this.wanted), [after, BATCH]);
      if (rows.length === 0) return sum;
      after = rows.at(-1)!.key;
      const renewed = rows.flatMap((row) => this.renew(table, row));
      const written = await this.write(table, renewed);
      sum.written += written;
      sum.busy += renewed.length - written;
      sum.unreadable += rows.length - renewed.length;
      this.report({ table: table.table, done: sum.written, total });
    }
  }

  private async write(table: SealedTable, renewed: readonly RenewedRow[]): Promise<number> {
    if (renewed.length === 0) return 0;
    const { changing, read } = columnsOf(table);
    const values = [
      renewed.map(({ row }) => row.key),
      ...read.map((name) => renewed.map(({ row }) => row[name] as string | null)),
      ...changing.map((name) => renewed.map(({ fresh }) => fresh[name]!)),
    ];
    return (await this.database.query(rewrite(table), values)).length;
  }

  /** Nothing where one of the values cannot be opened. */
  private renew({ columns }: SealedTable, row: SealedRow): RenewedRow[] {
    try {
      const fresh = Object.assign({}, ...columns.map((column) => this.renewColumn(column, row))) as RenewedRow['fresh'];
      return [{ row, fresh }];
    } catch {
      return [];
    }
  }

  private renewColumn({ column, context, index }: SealedColumn, row: SealedRow): Record<string, string | null> {
    const ciphertext = row[column] as string | null;
    if (ciphertext === null) {
      return { [column]: null, ...Object.fromEntries((index?.columns ?? []).map((name) => [name, null])) };
    }
    const plain = this.cipher.decrypt(ciphertext, context);
    const isCurrent = ciphertext.startsWith(`${this.wanted.encryption}.`);
    const fresh: Record<string, string | null> = {
      [column]: isCurrent ? ciphertext : this.cipher.encrypt(plain, context),
    };
    if (!index) return fresh;
    const companion = index.companion === null ? null : (row[index.companion] as string | null);
    const [even, odd] = this.cipher.blindIndexes(index.text(plain, companion), context);
    return { ...fresh, [index.columns[0]]: even, [index.columns[1]]: odd };
  }
}
