/** States of a down-referral. */
export const DownState = {
  DRAFT: 'DRAFT',
  PENDING_INTERNAL_REVIEW: 'PENDING_INTERNAL_REVIEW',
  RETURNED_FOR_EDIT: 'RETURNED_FOR_EDIT',
  PENDING_RECEIPT: 'PENDING_RECEIPT',
  PENDING_ALLOCATION: 'PENDING_ALLOCATION',
  PENDING_REASSIGNMENT: 'PENDING_REASSIGNMENT',
  IN_TRANSIT: 'IN_TRANSIT',
  NOT_ARRIVED: 'NOT_ARRIVED',
  FOLLOW_UP: 'FOLLOW_UP',
  COMPLETED: 'COMPLETED',
  REFUSED: 'REFUSED',
  REDIRECTED: 'REDIRECTED',
  CANCELLED: 'CANCELLED',
  CLOSED: 'CLOSED',
} as const;
export type DownState = (typeof DownState)[keyof typeof DownState];

/** States from which nothing leads on. A refused one has ended too, and the coordinator can still redirect it. */
export const DOWN_END_STATES = [
  'COMPLETED',
  'REDIRECTED',
  'CANCELLED',
  'CLOSED',
] as const satisfies readonly DownState[];
