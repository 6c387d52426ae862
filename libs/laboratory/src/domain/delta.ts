import { after, days, measuredNumber } from '#kernel';

/** How much of an item may change from one result to the next. */
export interface DeltaRule {
  readonly deltaPercent: number;
  /** Results that are older say nothing. */
  readonly deltaDays: number;
}

export interface EarlierResult {
  readonly value: string;
  readonly measuredAt: Date;
}

export interface Delta {
  /** Of the earlier value, rounded to whole percent; null where that was zero. */
  readonly percent: number | null;
  readonly exceeded: boolean;
}

/**
 * Compares a value with the patient's last one: a change that is too great for the time between them is more often an
 * exchanged specimen than an illness. @returns null where there is nothing to compare
 */
export function deltaOf(value: string, at: Date, earlier: EarlierResult | null, rule: DeltaRule | null): Delta | null {
  if (!earlier || !rule || after(earlier.measuredAt, days(rule.deltaDays)) < at) return null;
  const [now, before] = [measuredNumber(value), measuredNumber(earlier.value)];
  if (!now || !before || now.bound !== '' || before.bound !== '') return null;
  if (before.number === 0) return { percent: null, exceeded: now.number !== 0 };
  // Decimal fractions are not exact: what is a fifth on paper must not exceed a fifth here.
  const change = Number(((Math.abs(now.number - before.number) / Math.abs(before.number)) * 100).toFixed(6));
  return { percent: Math.round(change), exceeded: change > rule.deltaPercent };
}
