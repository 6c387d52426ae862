import { Injectable } from '@nestjs/common';
import { before } from '#kernel';
import { Cipher, SYSTEM_ACCOUNT_ID, UnitOfWork, statement, systemActor, type Transaction } from '#platform';
import { CANONICAL_ENTRY, digestOf, hashOfEntry, sealWith, type Seal } from '../data/seal.js';
import { LATENESS_GRACE } from '../domain/grace.js';
import { headOf } from '../queries/head.js';

/** How many entries one seal covers at most, and how many one slice of the search for late ones looks at. */
const BATCH = 1_000;
const SLICE = 20_000;
/** Where nothing was sealed, the progress is noted this often. */
const NOTED_EVERY_MS = 60_000;

// Whoever holds the row seals; others have nothing to wait for.
const LOCK = statement(
  'audit.lock-sealing',
  `SELECT complete_to AS "completeTo" FROM audit_sealing_progress WHERE id = 1 FOR UPDATE SKIP LOCKED`,
);
// Bounds are texts, written and read by one session: an instant of JavaScript would lose microseconds and infinity.
const UNSEALED = statement(
  'audit.unsealed',
  `SELECT e.id, e.occurred_at::text AS "occurredAt", greatest(least(e.occurred_at, $4::timestamptz), '1970-01-01') AS reached,
     ${CANONICAL_ENTRY} AS canonical
   FROM audit_entries e
   WHERE e.occurred_at >= $1::timestamptz AND ($2::timestamptz IS NULL OR e.occurred_at < $2::timestamptz)
     AND NOT EXISTS (
     SELECT 1 FROM audit_sealed_entries s WHERE s.occurred_at = e.occurred_at AND s.entry_id = e.id
       AND s.occurred_at >= $1::timestamptz AND ($2::timestamptz IS NULL OR s.occurred_at < $2::timestamptz))
   ORDER BY e.occurred_at, e.id LIMIT $3`,
);
const INSERT_SEAL = statement(
  'audit.insert-seal',
  `INSERT INTO audit_seals (number, key_id, previous_hash, sealed_at, complete_before, entry_count, entries_digest, hash, mac)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const INSERT_ENTRIES = statement(
  'audit.insert-sealed-entries',
  `INSERT INTO audit_sealed_entries (seal_number, occurred_at, entry_id, hash, position)
   SELECT $1, * FROM unnest($2::timestamptz[], $3::uuid[], $4::bytea[]) WITH ORDINALITY`,
);
const NOTE = statement('audit.note-complete', 'UPDATE audit_sealing_progress SET complete_to = $1 WHERE id = 1');
const NEXT_SLICE = statement(
  'audit.next-slice',
  `SELECT p.swept_to::text AS "from", least(coalesce(
     (SELECT e.occurred_at FROM audit_entries e WHERE e.occurred_at > p.swept_to ORDER BY e.occurred_at OFFSET ${SLICE} LIMIT 1),
     'infinity'), $1::timestamptz)::text AS "to", p.swept_to >= $1::timestamptz AS "atEnd"
   FROM audit_sealing_progress p WHERE p.id = 1`,
);
const SWEPT = statement('audit.swept', 'UPDATE audit_sealing_progress SET swept_to = $1 WHERE id = 1');

interface UnsealedRow {
  readonly id: string;
  readonly occurredAt: string;
  /** The time of the entry, or now where that lies ahead; never infinite. */
  readonly reached: Date;
  readonly canonical: string;
}

interface Slice {
  readonly from: string;
  /** Null where there is no end. */
  readonly to: string | null;
  readonly atEnd: boolean;
}

/**
 * Seals audit entries in batches, each seal linked to the one before. What has no seal is found by its absence, never by
 * ids or times having been seen in order: an entry that commits late is sealed late. One at a time, by a row lock.
 */
@Injectable()
export class SealingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cipher: Cipher,
  ) {}

  /** Seals a batch of what is new, the oldest first. @returns whether there is more */
  sealRecent(): Promise<boolean> {
    return this.whileHolding(async (tx, completeTo) => {
      const from = completeTo ? before(completeTo, LATENESS_GRACE).toISOString() : '-infinity';
      const rows = await this.sealBetween(tx, { from, to: null }, completeTo);
      const full = rows.length === BATCH;
      const reached = full ? rows.at(-1)!.reached : tx.now;
      if (isWorthNoting(rows, completeTo, reached)) await tx.query(NOTE, [reached]);
      return full;
    });
  }

  /** Looks through the next slice of the past for entries that came too late for that. @returns whether it has more */
  sweep(): Promise<boolean> {
    return this.whileHolding(async (tx, completeTo) => {
      if (!completeTo) return false;
      const slice = (await tx.first<Slice & Record<string, unknown>>(NEXT_SLICE, [
        before(completeTo, LATENESS_GRACE),
      ]))!;
      const rows = slice.atEnd ? [] : await this.sealBetween(tx, slice, completeTo);
      if (rows.length === BATCH) return true;
      await tx.query(SWEPT, [slice.atEnd ? '-infinity' : slice.to]);
      return false;
    });
  }

  private whileHolding(work: (tx: Transaction, completeTo: Date | null) => Promise<boolean>): Promise<boolean> {
    return this.unitOfWork.run(systemActor(SYSTEM_ACCOUNT_ID, 'audit.seal'), async (tx) => {
      const progress = await tx.first<{ completeTo: Date | null }>(LOCK);
      return progress ? work(tx, progress.completeTo) : false;
    });
  }

  private async sealBetween(
    tx: Transaction,
    { from, to }: Pick<Slice, 'from' | 'to'>,
    completeBefore: Date | null,
  ): Promise<UnsealedRow[]> {
    const rows = await tx.query<UnsealedRow & Record<string, unknown>>(UNSEALED, [from, to, BATCH, tx.now]);
    if (rows.length > 0) await this.seal(tx, rows, completeBefore);
    return rows;
  }

  private async seal(tx: Transaction, rows: readonly UnsealedRow[], completeBefore: Date | null): Promise<void> {
    const head = await headOf(tx);
    const hashes = rows.map(({ canonical }) => hashOfEntry(canonical));
    const seal = sealWith(this.cipher, {
      number: String(BigInt(head?.number ?? 0) + 1n),
      previousHash: head?.hash ?? null,
      sealedAt: tx.now,
      completeBefore,
      entryCount: rows.length,
      entriesDigest: digestOf(hashes),
    });
    await tx.query(INSERT_SEAL, valuesOf(seal));
    const [times, ids] = [rows.map(({ occurredAt }) => occurredAt), rows.map(({ id }) => id)];
    await tx.query(INSERT_ENTRIES, [seal.number, times, ids, hashes]);
  }
}

function valuesOf(seal: Seal): unknown[] {
  const { number, keyId, previousHash, sealedAt, completeBefore, entryCount, entriesDigest, hash, mac } = seal;
  return [number, keyId, previousHash, sealedAt, completeBefore, entryCount, entriesDigest, hash, mac];
}

function isWorthNoting(rows: readonly UnsealedRow[], noted: Date | null, reached: Date): boolean {
  if (!noted) return true;
  return reached > noted && (rows.length > 0 || reached.getTime() - noted.getTime() >= NOTED_EVERY_MS);
}
