/** How soon an order is wanted, by how the patient comes. */
export const VisitType = {
  GREEN_CHANNEL: 'GREEN_CHANNEL',
  EMERGENCY: 'EMERGENCY',
  INPATIENT: 'INPATIENT',
  OUTPATIENT: 'OUTPATIENT',
} as const;
export type VisitType = (typeof VisitType)[keyof typeof VisitType];

/** How long whoever examines still sees the patient after the order has ended. */
export const ACCESS_SETTING = 'order.access_after_end_days';
