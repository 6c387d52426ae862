/** The papers of a referral; the values stand in addresses and names of files. */
export const ReferralForm = {
  STUB: 'stub',
  TRANSFER: 'transfer',
  RETURN: 'return',
  HANDOUT: 'handout',
  CONSENT: 'consent',
} as const;
export type ReferralForm = (typeof ReferralForm)[keyof typeof ReferralForm];

/** What a paper still waits for. */
export type MissingForPrint = 'NOT_SUBMITTED' | 'NOT_ARRANGED' | 'OUTCOME_MISSING' | 'NOT_FOR_DOWN';
