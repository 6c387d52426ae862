/** What an expert does at a township. 下派类别 */
export const SessionKind = {
  SUPPORT: 'SUPPORT',
  ROUNDS: 'ROUNDS',
  CLINIC: 'CLINIC',
  WARD_ROUND: 'WARD_ROUND',
  SURGERY: 'SURGERY',
  TEACHING: 'TEACHING',
  OUTREACH: 'OUTREACH',
} as const;
export type SessionKind = (typeof SessionKind)[keyof typeof SessionKind];

export const SessionState = {
  PLANNED: 'PLANNED',
  CONFIRMED: 'CONFIRMED',
  CHECKED_IN: 'CHECKED_IN',
  COMPLETED: 'COMPLETED',
  SWAP_PENDING: 'SWAP_PENDING',
  SUBSTITUTED: 'SUBSTITUTED',
  CANCELLED: 'CANCELLED',
  NO_SHOW: 'NO_SHOW',
  SUSPENDED: 'SUSPENDED',
} as const;
export type SessionState = (typeof SessionState)[keyof typeof SessionState];

/** States in which the time of the expert is taken. */
export const STANDING: readonly SessionState[] = ['PLANNED', 'CONFIRMED', 'CHECKED_IN', 'SWAP_PENDING'];
export const ENDED: readonly SessionState[] = ['COMPLETED', 'SUBSTITUTED', 'CANCELLED', 'NO_SHOW'];
