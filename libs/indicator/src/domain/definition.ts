export const Attribution = { SENDER: 'SENDER', RECEIVER: 'RECEIVER', BOTH: 'BOTH' } as const;
export type Attribution = (typeof Attribution)[keyof typeof Attribution];

export const IndicatorUnit = {
  RATIO: 'RATIO',
  MINUTES: 'MINUTES',
  COUNT: 'COUNT',
  PER_SESSION: 'PER_SESSION',
  MONEY: 'MONEY',
} as const;
export type IndicatorUnit = (typeof IndicatorUnit)[keyof typeof IndicatorUnit];

export const IndicatorLevel = { GREEN: 'GREEN', YELLOW: 'YELLOW', RED: 'RED' } as const;
export type IndicatorLevel = (typeof IndicatorLevel)[keyof typeof IndicatorLevel];

/** From which value on an indicator is green, and from which on yellow; beyond that it is red. */
export interface Thresholds {
  readonly higherIsBetter: boolean;
  readonly green: number | null;
  readonly yellow: number | null;
}

/** Null where nothing was measured or no thresholds are set. */
export function levelOf(value: number | null, { higherIsBetter, green, yellow }: Thresholds): IndicatorLevel | null {
  if (value === null || green === null || yellow === null) return null;
  const reaches = (threshold: number) => (higherIsBetter ? value >= threshold : value <= threshold);
  if (reaches(green)) return IndicatorLevel.GREEN;
  return reaches(yellow) ? IndicatorLevel.YELLOW : IndicatorLevel.RED;
}
