import type { ActionOf, TransitionTable } from '#kernel';
import type { SessionState } from './session-state.js';

/** The life of a published session. */
export const sessionTransitions = {
  confirm: { from: 'PLANNED', to: 'CONFIRMED', who: 'expert', guards: 'notBegun' },
  requestSwap: {
    from: ['PLANNED', 'CONFIRMED'],
    to: 'SWAP_PENDING',
    who: 'expert',
    guards: 'swapInTime',
    demands: ['somebodyElse', 'rulesKept'],
  },
  withdrawSwap: { from: 'SWAP_PENDING', to: 'CONFIRMED', who: 'expert', guards: 'notBegun' },
  approveSwap: {
    from: 'SWAP_PENDING',
    to: 'SUBSTITUTED',
    who: 'manager',
    guards: ['notOwnSwap', 'notBegun'],
    demands: 'rulesKept',
  },
  declineSwap: { from: 'SWAP_PENDING', to: 'CONFIRMED', who: 'manager', guards: 'notOwnSwap', demands: 'reason' },
  substitute: {
    from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING', 'SUSPENDED'],
    to: 'SUBSTITUTED',
    who: 'medicalAffairs',
    guards: 'notOver',
    demands: ['reason', 'somebodyElse', 'rulesKept'],
  },
  suspend: {
    from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING'],
    to: 'SUSPENDED',
    who: ['manager', 'medicalAffairs'],
    guards: 'notOver',
    demands: 'reason',
  },
  resume: { from: 'SUSPENDED', to: 'PLANNED', who: 'manager', guards: 'notBegun', demands: 'rulesKept' },
  cancel: {
    from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING', 'SUSPENDED'],
    to: 'CANCELLED',
    who: 'manager',
    demands: 'reason',
  },
  // A swap that nobody has decided on by then is none: whoever comes is there.
  checkIn: {
    from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING'],
    to: 'CHECKED_IN',
    who: ['expert', 'townshipHead'],
    guards: 'checkInWindow',
  },
  complete: {
    from: 'CHECKED_IN',
    to: 'COMPLETED',
    who: ['expert', 'townshipHead'],
    guards: ['begun', 'attendanceOpen'],
    demands: 'countsAttended',
  },
  correctAttendance: {
    from: 'COMPLETED',
    to: 'unchanged',
    who: ['expert', 'townshipHead'],
    guards: 'attendanceOpen',
    demands: 'countsAttended',
  },
  setPlaces: {
    from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING', 'CHECKED_IN'],
    to: 'unchanged',
    who: ['manager', 'townshipHead'],
    guards: 'notOver',
    demands: 'placesForBooked',
  },
  markNoShow: { from: ['PLANNED', 'CONFIRMED', 'SWAP_PENDING'], to: 'NO_SHOW', who: 'system', guards: 'begun' },
  reinstate: { from: 'NO_SHOW', to: 'CHECKED_IN', who: 'manager', guards: 'attendanceOpen', demands: 'reason' },
} as const satisfies TransitionTable<SessionState, string>;
export type SessionAction = ActionOf<typeof sessionTransitions>;
