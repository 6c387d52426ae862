/** How soon a notice has to be known, from the least to the most. */
export const Urgency = {
  ROUTINE: 'ROUTINE',
  URGENT: 'URGENT',
  EMERGENCY: 'EMERGENCY',
} as const;
export type Urgency = (typeof Urgency)[keyof typeof Urgency];

const ORDER: readonly Urgency[] = [Urgency.ROUTINE, Urgency.URGENT, Urgency.EMERGENCY];

/** Whether something is at least as urgent as that. */
export function isAtLeast(urgency: Urgency, lowest: Urgency): boolean {
  return ORDER.indexOf(urgency) >= ORDER.indexOf(lowest);
}
