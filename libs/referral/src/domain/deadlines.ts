import { hours, type Duration } from '#kernel';
import type { ReferralLimits } from './limits.js';

/** What is waited for with a time limit; the value is the kind of the deadline. */
export const ReferralDeadlineKind = {
  REVIEW: 'referral.review',
  DOWN_REVIEW: 'referral.down-review',
  CLAIM: 'referral.claim',
  ANSWER: 'referral.answer',
  ARRANGEMENT: 'referral.arrangement',
  ARRIVAL: 'referral.arrival',
  ACKNOWLEDGEMENT: 'referral.acknowledgement',
  CONSENT: 'referral.consent',
  RECEIPT: 'referral.receipt',
  ALLOCATION: 'referral.allocation',
  TRANSIT: 'referral.transit',
  FOLLOW_UP: 'referral.follow-up',
} as const;
export type ReferralDeadlineKind = (typeof ReferralDeadlineKind)[keyof typeof ReferralDeadlineKind];

type ReviewKind = typeof ReferralDeadlineKind.REVIEW | typeof ReferralDeadlineKind.DOWN_REVIEW;

/** Whether it is waited for that the sender's own review is done, in either direction. */
export function isReview(kind: ReferralDeadlineKind): kind is ReviewKind {
  return kind === ReferralDeadlineKind.REVIEW || kind === ReferralDeadlineKind.DOWN_REVIEW;
}

/** A limit with the levels of its escalation. */
export interface ReferralLimit {
  readonly kind: ReferralDeadlineKind;
  readonly clock: 'WALL' | 'WORK';
  readonly from: Date;
  readonly levels: readonly [Level, ...Level[]];
}
export interface Level {
  readonly due: Date | Duration;
}

/** What becomes of the limits of a referral that something has happened to. */
export interface DeadlinesAfter {
  readonly ends: readonly ReferralDeadlineKind[];
  readonly as: 'FINISHED' | 'CANCELLED';
  readonly sets: readonly ReferralLimit[];
  /** The sender owes information from now on, or no longer. */
  readonly time: 'pauses' | 'goes-on' | 'unchanged';
}

/** In working time: the heads are urged, their referral centre takes over, and medical affairs hear of it. */
export function reviewLimit(kind: ReviewKind, from: Date, limits: ReferralLimits): ReferralLimit {
  const levels = [
    { due: hours(limits['referral.review_limit_hours']) },
    { due: hours(limits['referral.review_take_over_hours']) },
    { due: hours(limits['referral.review_escalation_hours']) },
  ] as const;
  return { kind, clock: 'WORK', from, levels };
}

/** What is waited for, and on whose or which account: where that is another one, the time begins anew. */
export type Waits<Kind extends ReferralDeadlineKind> = ReadonlyMap<Kind, string>;
export type Wait<Kind extends ReferralDeadlineKind> = readonly [Kind, string];

/** The kinds that are waited for no longer, and those that are from now on: the difference between before and after. */
export function changeOfWaits<Kind extends ReferralDeadlineKind>(was: Waits<Kind>, is: Waits<Kind>, hasEnded: boolean) {
  const ends = [...was.keys()].filter((kind) => is.get(kind) !== was.get(kind));
  const begins = [...is.keys()].filter((kind) => is.get(kind) !== was.get(kind));
  const pointless = hasEnded || begins.some((kind) => was.has(kind));
  return { ends, begins, as: pointless ? ('CANCELLED' as const) : ('FINISHED' as const) };
}
