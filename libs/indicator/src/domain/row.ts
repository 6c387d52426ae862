/** What a row of a figure is. */
export const RowKind = {
  REFERRAL: 'REFERRAL',
  ROTA_SESSION: 'ROTA_SESSION',
  CONSULTATION: 'CONSULTATION',
  EXAM: 'EXAM',
  SPECIMEN: 'SPECIMEN',
  CRITICAL_VALUE: 'CRITICAL_VALUE',
  RECOGNITION: 'RECOGNITION',
  INSTITUTION: 'INSTITUTION',
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** Whether a row counts in its figure. */
export const RowStanding = { COUNTED: 'COUNTED', EXCLUDED: 'EXCLUDED', NOT_MEASURED: 'NOT_MEASURED' } as const;
export type RowStanding = (typeof RowStanding)[keyof typeof RowStanding];
