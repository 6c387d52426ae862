/** What becomes of a hold. Only the first two are open; a used place of a session stays taken. */
export const HoldState = {
  TENTATIVE: 'TENTATIVE',
  CONFIRMED: 'CONFIRMED',
  USED: 'USED',
  RELEASED: 'RELEASED',
  REPLACED: 'REPLACED',
  EXPIRED: 'EXPIRED',
} as const;
export type HoldState = (typeof HoldState)[keyof typeof HoldState];

/** For what something is held: a referral, say. One subject holds one thing at a time. */
export interface Subject {
  readonly domain: string;
  readonly id: string;
}

/** What is wanted: a place of a session, or a bed of a pool. */
export type Wanted = { readonly sessionId: string } | { readonly bedPoolId: string };

export interface Reservation {
  readonly subject: Subject;
  /** The department that has it; what belongs to another one does not exist. */
  readonly departmentId: string;
  readonly wanted: Wanted;
  /** Held tentatively until then; left out for good. */
  readonly expiresAt?: Date;
}
