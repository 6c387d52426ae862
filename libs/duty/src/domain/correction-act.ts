/** What was done to a duty that had begun or was over. */
export const CorrectionAct = {
  ENTERED: 'ENTERED',
  CHANGED: 'CHANGED',
  REMOVED: 'REMOVED',
  SUBSTITUTED: 'SUBSTITUTED',
  SUBSTITUTE_WITHDRAWN: 'SUBSTITUTE_WITHDRAWN',
} as const;
export type CorrectionAct = (typeof CorrectionAct)[keyof typeof CorrectionAct];
