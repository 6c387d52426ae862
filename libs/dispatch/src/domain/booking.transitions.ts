import type { ActionOf, TransitionTable } from '#kernel';
import type { BookingState } from './booking-state.js';

/** The life of a patient's place: its township moves or cancels it, and either side says whether the patient came. */
export const bookingTransitions = {
  move: { from: 'BOOKED', to: 'unchanged', who: 'township', demands: 'placeThere' },
  cancel: { from: 'BOOKED', to: 'CANCELLED', who: 'township', demands: 'reason' },
  attend: {
    from: ['BOOKED', 'ABSENT'],
    to: 'ATTENDED',
    who: ['township', 'expert'],
    guards: ['held', 'attendanceOpen'],
  },
  miss: {
    from: ['BOOKED', 'ATTENDED'],
    to: 'ABSENT',
    who: ['township', 'expert'],
    guards: ['held', 'attendanceOpen'],
  },
} as const satisfies TransitionTable<BookingState, string>;
export type BookingAction = ActionOf<typeof bookingTransitions>;
