/** A patient's place at a session. 预约状态 */
export const BookingState = {
  BOOKED: 'BOOKED',
  ATTENDED: 'ATTENDED',
  ABSENT: 'ABSENT',
  CANCELLED: 'CANCELLED',
} as const;
export type BookingState = (typeof BookingState)[keyof typeof BookingState];
