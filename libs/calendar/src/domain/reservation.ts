import type { Interval } from '#kernel';
import type { BusyKind, ExclusiveKind, Subject } from './commitment.js';

/** Time of one or several experts that another library wants for something, all of them or none. */
export interface Reservation {
  readonly subject: Subject;
  readonly expertIds: readonly string[];
  readonly kind: ExclusiveKind;
  readonly time: Interval;
  /** Where they are meanwhile; left out at home, or wherever they sit before a screen. */
  readonly placeInstitutionId?: string | null;
  /** Whether the buffers of each calendar are blocked as well. */
  readonly withBuffers?: boolean;
  /** Until when it is held without being confirmed; left out for what is confirmed at once. */
  readonly expiresAt?: Date | null;
  /** Whether the subject is new and has had no time before, so that there is nothing to give back. */
  readonly isFirst?: boolean;
  /** What does not stand in the way: an emergency reaches who is on call. */
  readonly despite?: readonly BusyKind[];
}

/** A commitment that stands or stood, for those who own what it was for. */
export interface KnownCommitment extends Interval {
  readonly id: string;
  readonly expertId: string;
  readonly subject: Subject;
}

/** Time that somebody works at another institution. */
export interface Seconding {
  readonly subject: Subject;
  readonly expertId: string;
  readonly time: Interval;
  readonly hostInstitutionId: string;
}
