import { before } from '#kernel';
import { statement, type Cipher, type Queryable } from '#platform';
import { LATENESS_GRACE } from '../domain/grace.js';
import { CANONICAL_ENTRY, hashOfEntry } from '../data/seal.js';
import type { Anchor, Finding, LateEntry, VerificationReport } from '../domain/finding.js';
import { ChainWalk } from './chain-walk.js';

const ORPHANS = statement(
  'audit.orphans',
  'SELECT count(*)::int AS count, min(seal_number) AS first FROM audit_sealed_entries WHERE seal_number > $1',
);
const DIFFERENT_ANCHOR = statement(
  'audit.different-anchor',
  `SELECT a.number::text AS number, s.hash AS "hash" FROM unnest($1::bigint[], $2::text[]) AS a(number, hash)
   LEFT JOIN audit_seals s ON s.number = a.number WHERE s.hash IS DISTINCT FROM a.hash ORDER BY a.number LIMIT 1`,
);
const STORED_ANCHORS = statement('audit.stored-anchors', 'SELECT seal_number AS number, hash FROM audit_anchors');
const HAS_NO_SEAL = `NOT EXISTS (SELECT 1 FROM audit_sealed_entries s
  WHERE s.occurred_at = e.occurred_at AND s.entry_id = e.id)`;
const UNSEALED = statement(
  'audit.count-unsealed',
  `SELECT count(*)::int AS count, to_json(min(e.occurred_at) AT TIME ZONE 'UTC') #>> '{}' AS oldest
   FROM audit_entries e WHERE ${HAS_NO_SEAL}`,
);
// The progress is no evidence; it only narrows what a seal could not say while nothing happened.
const INSERTED = statement(
  'audit.inserted',
  `SELECT e.id AS "entryId", to_json(e.occurred_at AT TIME ZONE 'UTC') #>> '{}' AS "occurredAt",
     ${CANONICAL_ENTRY} AS canonical
   FROM audit_entries e
   WHERE e.occurred_at < greatest($1::timestamptz, (SELECT complete_to - $2::interval FROM audit_sealing_progress))
     AND ${HAS_NO_SEAL} ORDER BY e.occurred_at, e.id`,
);

/** As PostgreSQL reads it. */
const GRACE = `${LATENESS_GRACE} milliseconds`;

/** What is kept outside the database, and compared with what lies in it. */
export interface KeptElsewhere {
  /** Heads of the chain that were written down. */
  readonly anchors?: readonly Anchor[];
  /** Late entries that somebody has been told of before. */
  readonly reported?: readonly Pick<LateEntry, 'entryId' | 'hash'>[];
}

/**
 * Compares the audit trail with its seals, and the seals with anchors kept elsewhere. To be called in one snapshot. An
 * entry that appeared long after its time is a finding until it has been reported; it does not end the comparison, so
 * that what lies behind it is compared as well.
 */
export async function verifyTrail(
  database: Queryable,
  cipher: Cipher,
  { anchors = [], reported = [] }: KeptElsewhere = {},
): Promise<VerificationReport> {
  const walk = new ChainWalk(database, cipher, GRACE);
  const stored = await database.query<Anchor & Record<string, unknown>>(STORED_ANCHORS);
  const known = [...stored, ...anchors];
  const broken = (await walk.toTheEnd()) ?? (await tailBreak(database, walk)) ?? (await anchorBreak(database, known));
  const allLate = [...walk.late, ...(broken ? [] : await lateWithoutSeal(database, walk))];
  const told = new Set(reported.map(keyOf));
  const late = allLate.filter((entry) => !told.has(keyOf(entry)));
  const [unsealed] = await database.query<{ count: number; oldest: string | null }>(UNSEALED);
  const { seals, entries, unknownKeySeals, head } = walk;
  return {
    finding: broken ?? insertion(late),
    seals,
    entries,
    unknownKeySeals,
    head,
    unsealed: unsealed!.count,
    oldestUnsealed: unsealed!.oldest,
    late,
    lateBefore: allLate.length - late.length,
    anchors: known.length,
  };
}

const keyOf = ({ entryId, hash }: Pick<LateEntry, 'entryId' | 'hash'>): string => `${entryId} ${hash}`;

function insertion(late: readonly LateEntry[]): Finding | null {
  if (late.length === 0) return null;
  const says = `${late.length} entries appeared long after their time, when their neighbours had been sealed.`;
  return { kind: 'ENTRY_INSERTED', says };
}

async function tailBreak(database: Queryable, { head }: ChainWalk): Promise<Finding | null> {
  const [orphans] = await database.query<{ count: number; first: string | null }>(ORPHANS, [head?.number ?? '0']);
  if (!orphans?.count) return null;
  const says = `The chain was cut: ${orphans.count} entries belong to seal ${orphans.first} or later, which are missing.`;
  return { kind: 'TAIL_TRUNCATED', says };
}

async function anchorBreak(database: Queryable, anchors: readonly Anchor[]): Promise<Finding | null> {
  const values = [anchors.map(({ number }) => number), anchors.map(({ hash }) => hash)];
  const [different] = await database.query<{ number: string; hash: string | null }>(DIFFERENT_ANCHOR, values);
  if (!different) return null;
  return different.hash === null
    ? { kind: 'TAIL_TRUNCATED', says: `The chain was cut: seal ${different.number} was anchored and is missing.` }
    : { kind: 'ANCHOR_DIFFERS', says: `Seal ${different.number} is not the one that was anchored.` };
}

/** What the sealing has not come to yet, although everything of that time had been sealed. */
async function lateWithoutSeal(database: Queryable, { lastCompleteBefore }: ChainWalk): Promise<LateEntry[]> {
  const settled = lastCompleteBefore ? before(lastCompleteBefore, LATENESS_GRACE) : null;
  const rows = await database.query<{ entryId: string; occurredAt: string; canonical: string }>(INSERTED, [
    settled,
    GRACE,
  ]);
  return rows.map(({ entryId, occurredAt, canonical }) => ({
    entryId,
    occurredAt,
    hash: hashOfEntry(canonical).toString('hex'),
    sealNumber: null,
  }));
}
