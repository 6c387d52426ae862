import { createHash } from 'node:crypto';
import { InvalidInputError, NotFoundError, StaleVersionError } from '#kernel';
import type { Queryable } from '../database/database.js';
import { statement, type Statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';

type Value = string | number | boolean | null;

/** Which table holds the reference data, and the columns that name an entry and that say something of it. */
export interface VersionedTable<Key extends string, Column extends string> {
  readonly table: string;
  /** The type of its events. */
  readonly aggregateType: string;
  readonly keys: Readonly<Record<Key, string>>;
  readonly columns: Readonly<Record<Column, string>>;
}

/** When a change counts from, and which state of the entry the caller has read. */
export interface VersionedChange {
  /** From now on when left out. */
  readonly effectiveFrom?: Date | null | undefined;
  /** 0 for an entry that does not exist yet. */
  readonly expectedVersion: number;
}

interface Known extends Record<string, unknown> {
  readonly version: number;
  readonly latest: Date | null;
  readonly ended: Date | null;
}

/** What of the entries with `alias` counts the times they were changed: grows with each period and each end. */
export const versionSql = (table: string, keys: readonly string[], alias: string): string =>
  `(SELECT count(*) + count(v.effective_to) FROM ${table} v
    WHERE ${keys.map((key) => `v.${key} IS NOT DISTINCT FROM ${alias}.${key}`).join(' AND ')})::int`;

/**
 * Reference data that counts for periods: a change ends the open period and begins another one, and what has counted stays
 * on record. Two people who change one entry at once are told of each other.
 */
export class VersionedRows<Key extends string, Column extends string> {
  private readonly known: Statement;
  private readonly lock: Statement;
  private readonly close: Statement;
  private readonly begin: Statement;

  constructor(private readonly definition: VersionedTable<Key, Column>) {
    const { table, keys, columns } = definition;
    const names = Object.values<string>(keys);
    const same = names.map((name, index) => `${name} IS NOT DISTINCT FROM $${index + 1}`).join(' AND ');
    const next = names.length + 1;
    const all = [...names, 'effective_from', ...Object.values<string>(columns)];
    this.lock = statement(`${table}.lock`, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
    this.known = statement(
      `${table}.known`,
      `SELECT (count(*) + count(effective_to))::int AS version, max(effective_from) AS latest, max(effective_to) AS ended
       FROM ${table} WHERE ${same}`,
    );
    this.close = statement(
      `${table}.close`,
      `UPDATE ${table} SET effective_to = $${next} WHERE ${same} AND effective_to IS NULL RETURNING 1`,
    );
    this.begin = statement(
      `${table}.begin`,
      `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map((_, index) => `$${index + 1}`).join(', ')})`,
    );
  }

  /** @throws StaleVersionError; InvalidInputError for a change that would rewrite what has counted */
  async change(
    tx: Transaction,
    key: Readonly<Record<Key, Value>>,
    values: Readonly<Record<Column, Value>>,
    change: VersionedChange,
  ): Promise<void> {
    const { from, version } = await this.open(tx, key, change);
    await tx.query(this.close, [...this.keyOf(key), from]);
    const columns = Object.keys(this.definition.columns) as Column[];
    await tx.query(this.begin, [...this.keyOf(key), from, ...columns.map((column) => values[column])]);
    this.publish(tx, { key, from, version: version + 1, act: 'changed' });
  }

  /** @throws NotFoundError for an entry that does not count; StaleVersionError, InvalidInputError */
  async end(tx: Transaction, key: Readonly<Record<Key, Value>>, change: VersionedChange): Promise<void> {
    const { from, version } = await this.open(tx, key, change);
    const ended = await tx.query(this.close, [...this.keyOf(key), from]);
    if (ended.length === 0) throw new NotFoundError(this.definition.aggregateType);
    this.publish(tx, { key, from, version: version + 1, act: 'ended' });
  }

  private async open(tx: Transaction, key: Readonly<Record<Key, Value>>, change: VersionedChange) {
    const { effectiveFrom, expectedVersion } = change;
    await tx.query(this.lock, [this.nameOf(key)]);
    const known = await this.read(tx, key);
    if (known.version !== expectedVersion) throw new StaleVersionError(expectedVersion, known.version);
    const from = effectiveFrom ?? tx.now;
    const tooEarly = from < tx.now || (known.latest && from <= known.latest) || (known.ended && from < known.ended);
    if (tooEarly) throw new InvalidInputError([{ path: 'effectiveFrom', constraint: 'BEFORE_WHAT_COUNTS' }]);
    return { from, version: known.version };
  }

  private async read(on: Queryable, key: Readonly<Record<Key, Value>>): Promise<Known> {
    const [known] = await on.query<Known>(this.known, this.keyOf(key));
    return known!;
  }

  private publish(
    tx: Transaction,
    change: { key: Readonly<Record<Key, Value>>; from: Date; version: number; act: 'changed' | 'ended' },
  ): void {
    const { key, from, version, act } = change;
    tx.publish({
      topic: `${this.definition.aggregateType}.${act}`,
      aggregateType: this.definition.aggregateType,
      aggregateId: idOf(this.nameOf(key)),
      aggregateVersion: version,
      payload: { ...key, effectiveFrom: from.toISOString() },
    });
  }

  private keyOf(key: Readonly<Record<Key, Value>>): Value[] {
    return (Object.keys(this.definition.keys) as Key[]).map((name) => key[name]);
  }

  private nameOf(key: Readonly<Record<Key, Value>>): string {
    return [this.definition.table, ...this.keyOf(key)].join('/');
  }
}

/** The log of events names aggregates by UUID; an entry has no other, so that it is made of its name (version 8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
