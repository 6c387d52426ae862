/** How far a message to the outside has come. WAITING: for the end of quiet hours, or as long as the receiver asked for. */
export const DeliveryState = {
  WAITING: 'WAITING',
  SENDING: 'SENDING',
  SENT: 'SENT',
  FAILED: 'FAILED',
} as const;
export type DeliveryState = (typeof DeliveryState)[keyof typeof DeliveryState];
