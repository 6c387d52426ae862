/** What is wrong at the first place where the trail and its seals do not agree. */
export type FindingKind =
  | 'SEAL_MISSING'
  | 'SEAL_CHANGED'
  | 'CHAIN_BROKEN'
  | 'SEAL_FORGED'
  | 'SEAL_LIST_CHANGED'
  | 'ENTRY_EDITED'
  | 'ENTRY_DELETED'
  | 'ENTRY_INSERTED'
  | 'TAIL_TRUNCATED'
  | 'ANCHOR_DIFFERS';

/** A break, in words for whoever has to look into it; ids, numbers and instants only. */
export interface Finding {
  readonly kind: FindingKind;
  readonly says: string;
}

/**
 * An entry that appeared long after its time: put in by somebody, or written by a process whose clock or transaction was
 * far behind. The trail cannot tell which; a person has to, once.
 */
export interface LateEntry {
  readonly entryId: string;
  /** To the microsecond, in UTC. */
  readonly occurredAt: string;
  /** SHA-256 of its canonical form, in hexadecimal: what was reported is what was looked into. */
  readonly hash: string;
  /** The seal that holds it; null where it has none yet. */
  readonly sealNumber: string | null;
}

/** The head of the chain at one time, as it is kept outside the database. */
export interface Anchor {
  readonly number: string;
  readonly hash: string;
}

/** What was gone through, and what could not be judged. */
export interface VerificationReport {
  /** The first break; null where everything agrees. */
  readonly finding: Finding | null;
  readonly seals: number;
  readonly entries: number;
  /** Entries that have no seal yet. */
  readonly unsealed: number;
  readonly oldestUnsealed: string | null;
  /** Entries that appeared long after their time and were not reported before, in the order of their seals. */
  readonly late: readonly LateEntry[];
  /** How many more of them were reported before. */
  readonly lateBefore: number;
  /** Seals under keys that are not known here, held by the hashes of later seals only. */
  readonly unknownKeySeals: number;
  readonly anchors: number;
  readonly head: Anchor | null;
}
