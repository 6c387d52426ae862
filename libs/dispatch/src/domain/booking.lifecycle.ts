import type { Lifecycle, LocalDate } from '#kernel';
import type { BookingProblem } from './booking.js';
import { bookingTransitions } from './booking.transitions.js';
import { attendanceOpen } from './session.lifecycle.js';
import type { SessionState } from './session-state.js';

/** What the rules of a patient's place look at. */
export interface BookingFacts {
  readonly now: Date;
  readonly day: LocalDate;
  readonly sessionState: SessionState;
  readonly isTownship: boolean;
  readonly isExpert: boolean;
  readonly attendanceLimitDays: number;
}

/** What an attempt brings along. */
export interface BookingAttempt {
  readonly reasonProblem?: string | null;
  /** Why there is no place at the session that the patient is to be moved to. */
  readonly problem?: BookingProblem | null;
}

/** What the names in the table of places mean. */
export const bookingLifecycle: Lifecycle<typeof bookingTransitions, BookingFacts, BookingAttempt> = {
  table: bookingTransitions,
  who: { township: ({ isTownship }) => isTownship, expert: ({ isExpert }) => isExpert },
  guards: {
    held: ({ sessionState }) =>
      sessionState === 'CHECKED_IN' ||
      sessionState === 'COMPLETED' || { rule: 'SESSION_NOT_HELD', facts: { sessionState } },
    attendanceOpen: ({ now, day, attendanceLimitDays }) => attendanceOpen(now, day, attendanceLimitDays),
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    placeThere: ({ problem }) => !problem || { rule: problem },
  },
  choices: {},
};
