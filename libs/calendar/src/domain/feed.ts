import type { Interval } from '#kernel';

/** Whose entries a feed holds. */
export const FeedScope = {
  /** Those of the person who made it. */
  OWN: 'OWN',
  /** Of whoever comes to the institution. */
  INSTITUTION: 'INSTITUTION',
} as const;
export type FeedScope = (typeof FeedScope)[keyof typeof FeedScope];

/** A feed that answers. */
export interface LiveFeed {
  readonly id: string;
  readonly scope: FeedScope;
  readonly staffId: string;
  readonly institutionId: string;
}

/** One appointment as others may see it: never anything of a patient. */
export interface FeedEntry extends Interval {
  /** The same for as long as the appointment exists, whatever becomes of it. */
  readonly id: string;
  /** Grows with every change. */
  readonly sequence: number;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly title: string;
  readonly place: string | null;
}
