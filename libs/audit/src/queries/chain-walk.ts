import { statement, type Cipher, type Queryable } from '#platform';
import { CANONICAL_ENTRY, digestOf, hashOfEntry, hashOfSeal, isAuthentic, type Seal } from '../data/seal.js';
import type { Anchor, Finding, LateEntry } from '../domain/finding.js';

/** Seals read at a time; each covers at most a thousand entries. */
const CHUNK = 25;

const SEALS = statement(
  'audit.walk-seals',
  `SELECT number, key_id AS "keyId", previous_hash AS "previousHash", sealed_at AS "sealedAt",
     complete_before AS "completeBefore", entry_count AS "entryCount", entries_digest AS "entriesDigest", hash, mac
   FROM audit_seals WHERE number > $1 ORDER BY number LIMIT ${CHUNK}`,
);
// An entry is late where everything up to well after its time had been sealed before.
const ENTRIES = statement(
  'audit.walk-entries',
  `SELECT s.seal_number AS "sealNumber", s.position, s.entry_id AS "entryId", s.hash,
     to_json(s.occurred_at AT TIME ZONE 'UTC') #>> '{}' AS "occurredAt",
     CASE WHEN e.id IS NOT NULL THEN ${CANONICAL_ENTRY} END AS canonical,
     coalesce(s.occurred_at < b.complete_before - $3::interval, false) AS late
   FROM audit_sealed_entries s JOIN audit_seals b ON b.number = s.seal_number
   LEFT JOIN audit_entries e ON e.occurred_at = s.occurred_at AND e.id = s.entry_id
   WHERE s.seal_number > $1 AND s.seal_number <= $2 ORDER BY s.seal_number, s.position`,
);

export interface SealedRow extends Record<string, unknown> {
  readonly sealNumber: string;
  readonly position: number;
  readonly entryId: string;
  readonly hash: Buffer;
  readonly occurredAt: string;
  readonly canonical: string | null;
  readonly late: boolean;
}

/** Goes through the chain from its first seal to its last, and stops at the first break. */
export class ChainWalk {
  seals = 0;
  entries = 0;
  unknownKeySeals = 0;
  head: Anchor | null = null;
  lastCompleteBefore: Date | null = null;
  /** What appeared long after its time; the chain holds it like any other entry. */
  readonly late: LateEntry[] = [];

  constructor(
    private readonly database: Queryable,
    private readonly cipher: Cipher,
    private readonly grace: string,
  ) {}

  async toTheEnd(): Promise<Finding | null> {
    for (;;) {
      const from = this.head?.number ?? '0';
      const seals = await this.database.query<Seal & Record<string, unknown>>(SEALS, [from]);
      if (seals.length === 0) return null;
      const values = [from, seals.at(-1)!.number, this.grace];
      const rows = Map.groupBy(await this.database.query<SealedRow>(ENTRIES, values), ({ sealNumber }) => sealNumber);
      for (const seal of seals) {
        const entries = rows.get(seal.number) ?? [];
        const finding = this.breakIn(seal) ?? breakAmong(entries, seal);
        if (finding) return finding;
        this.passed(seal, entries);
      }
    }
  }

  private passed(seal: Seal, entries: readonly SealedRow[]): void {
    this.seals += 1;
    this.entries += seal.entryCount;
    this.late.push(...entries.filter(({ late }) => late).map(lateEntryOf));
    this.head = { number: seal.number, hash: seal.hash };
    this.lastCompleteBefore = seal.completeBefore;
  }

  private breakIn(seal: Seal): Finding | null {
    const expected = String(BigInt(this.head?.number ?? 0) + 1n);
    if (seal.number !== expected) {
      return { kind: 'SEAL_MISSING', says: `Seal ${expected} is missing: after it comes seal ${seal.number}.` };
    }
    if (hashOfSeal(seal) !== seal.hash) {
      return { kind: 'SEAL_CHANGED', says: `Seal ${seal.number} was changed: its hash is not that of its content.` };
    }
    if (seal.previousHash !== (this.head?.hash ?? null)) {
      return { kind: 'CHAIN_BROKEN', says: `Seal ${seal.number} does not follow the seal before it.` };
    }
    const authentic = isAuthentic(this.cipher, seal);
    if (authentic === null) this.unknownKeySeals += 1;
    return authentic === false
      ? { kind: 'SEAL_FORGED', says: `Seal ${seal.number} was not made with key ${seal.keyId}.` }
      : null;
  }
}

function breakAmong(rows: readonly SealedRow[], seal: Seal): Finding | null {
  const inOrder = rows.every(({ position }, index) => position === index + 1);
  if (!inOrder || rows.length !== seal.entryCount || digestOf(rows.map(({ hash }) => hash)) !== seal.entriesDigest) {
    return { kind: 'SEAL_LIST_CHANGED', says: `The list of entries under seal ${seal.number} was changed.` };
  }
  for (const row of rows) {
    const finding = breakAt(row);
    if (finding) return finding;
  }
  return null;
}

function breakAt({ canonical, hash, entryId, occurredAt, sealNumber }: SealedRow): Finding | null {
  const which = `Entry ${entryId} of ${occurredAt} UTC (seal ${sealNumber})`;
  if (canonical === null) return { kind: 'ENTRY_DELETED', says: `${which} is missing from the audit trail.` };
  if (!hashOfEntry(canonical).equals(hash)) {
    return { kind: 'ENTRY_EDITED', says: `${which} is not what was sealed.` };
  }
  return null;
}

function lateEntryOf({ entryId, occurredAt, hash, sealNumber }: SealedRow): LateEntry {
  return { entryId, occurredAt, hash: hash.toString('hex'), sealNumber };
}
