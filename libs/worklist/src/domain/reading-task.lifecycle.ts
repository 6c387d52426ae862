import type { Lifecycle, Verdict } from '#kernel';
import { readingTransitions } from './reading-task.transitions.js';

/** What is on record when somebody acts on a reading task. */
export interface ReadingFacts {
  /** Whose work it is, and everybody who stands behind the act. */
  readonly person: string;
  readonly people: readonly string[];
  readonly isReader: boolean;
  readonly isHead: boolean;
  /** The platform itself, or the library that the subject belongs to. */
  readonly isPlatform: boolean;
  readonly now: Date;
  readonly claimedByStaffId: string | null;
  readonly leaseUntil: Date | null;
  readonly fencingToken: number;
  readonly reporterStaffId: string | null;
  readonly signatures: number;
  /** What whoever reads this group has to hold, and whether the person does. */
  readonly certificateCode: string | null;
  readonly isCertified: boolean;
  readonly openClaims: number;
  readonly mostOpenClaims: number;
}

/** What an attempt brings along. */
export interface ReadingAttempt {
  /** The token of the claim under which the reader works; a later claim has a greater one. */
  readonly token?: number | null;
  readonly reasonProblem?: string | null;
}

export const readingLifecycle: Lifecycle<typeof readingTransitions, ReadingFacts, ReadingAttempt> = {
  table: readingTransitions,
  who: {
    reader: ({ isReader }) => isReader,
    head: ({ isHead }) => isHead,
    reporter: ({ reporterStaffId, person }) => reporterStaffId === person,
    platform: ({ isPlatform }) => isPlatform,
    subject: () => true,
  },
  guards: {
    certificate: ({ certificateCode, isCertified }) =>
      certificateCode === null || isCertified || { rule: 'CERTIFICATE_MISSING', facts: { certificateCode } },
    openClaims: ({ openClaims, mostOpenClaims }) =>
      openClaims < mostOpenClaims || { rule: 'TOO_MANY_CLAIMS', facts: { open: openClaims, most: mostOpenClaims } },
    heldByAnother: ({ claimedByStaffId, reporterStaffId, person }) =>
      (claimedByStaffId ?? reporterStaffId) !== person || { rule: 'HELD_BY_YOURSELF' },
    lease: holdsLease,
    lapsed: ({ leaseUntil, now }) => (leaseUntil !== null && leaseUntil <= now) || { rule: 'LEASE_STANDS' },
    twoPeople: ({ people, reporterStaffId }) =>
      reporterStaffId === null || !people.includes(reporterStaffId) || { rule: 'REVIEWER_IS_REPORTER' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    token: (facts) => facts.token === facts.fencingToken || leaseLost(facts),
  },
  choices: { signatures: ({ signatures }) => (signatures === 1 ? 'DONE' : 'PENDING_REVIEW') },
};

/** Whoever has lost the lease does nothing any more, whether somebody else has claimed the task since or not. */
function holdsLease(facts: ReadingFacts): Verdict {
  const { claimedByStaffId, person, leaseUntil, now } = facts;
  return (claimedByStaffId === person && leaseUntil !== null && leaseUntil > now) || leaseLost(facts);
}

const leaseLost = ({ claimedByStaffId, leaseUntil }: ReadingFacts): Verdict => ({
  rule: 'LEASE_LOST',
  facts: { claimedByStaffId, leaseUntil: leaseUntil?.toISOString() ?? null },
});
