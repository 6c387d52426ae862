/** Who comes first in a queue; in this order. */
export const Urgency = {
  GREEN: 'GREEN',
  EMERGENCY: 'EMERGENCY',
  INPATIENT: 'INPATIENT',
  ROUTINE: 'ROUTINE',
} as const;
export type Urgency = (typeof Urgency)[keyof typeof Urgency];

const order = Object.values(Urgency);

/** The place of a class among the others, the most urgent is 1. */
export function urgencyRank(urgency: Urgency): number {
  return order.indexOf(urgency) + 1;
}
