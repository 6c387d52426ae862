import { isSameUnit, measuredNumber, type Sex } from '#kernel';
import type { MeasuredValue } from './critical-value.js';

/** From which value on a laboratory item is critical, for whom. Values on the bound are not critical. */
export interface Threshold {
  readonly id: string;
  readonly itemCode: string;
  readonly unit: string;
  /** Null: the default of the alliance. */
  readonly institutionId: string | null;
  /** Null: for either sex. */
  readonly sex: Sex | null;
  /** Days of age, from and before; null without a bound. */
  readonly fromAgeDays: number | null;
  readonly beforeAgeDays: number | null;
  readonly below: number | null;
  readonly above: number | null;
  /** What a culture or a smear says where that is critical by itself. */
  readonly text: string | null;
}

/** Whom and what a result is about. */
export interface LabResult extends MeasuredValue {
  readonly itemCode: string;
  readonly institutionId: string;
  readonly sex: Sex;
  /** Null where nobody knows: then thresholds of an age do not count. */
  readonly ageDays: number | null;
}

export type ThresholdVerdict =
  | { readonly critical: true; readonly thresholdId: string; readonly direction: 'LOW' | 'HIGH' | 'TEXT' }
  | { readonly critical: false; readonly because: 'WITHIN' | 'NO_THRESHOLD' | 'OTHER_UNIT' | 'NOT_A_NUMBER' };

/**
 * Whether a result is critical. Of the thresholds that fit, the one for this institution counts before the default, then
 * that of an age before that of all ages, then that of a sex.
 */
export function evaluateThresholds(result: LabResult, thresholds: readonly Threshold[]): ThresholdVerdict {
  const fitting = thresholds.filter((one) => fits(one, result)).toSorted((one, other) => rank(other) - rank(one));
  const sameUnit = fitting.filter(({ unit }) => isSameUnit(unit, result.unit));
  const [threshold] = sameUnit;
  if (!threshold) return { critical: false, because: fitting.length > 0 ? 'OTHER_UNIT' : 'NO_THRESHOLD' };
  if (threshold.text !== null) {
    return threshold.text === result.value.trim()
      ? { critical: true, thresholdId: threshold.id, direction: 'TEXT' }
      : { critical: false, because: 'WITHIN' };
  }
  return compare(result.value, threshold);
}

function compare(value: string, { id: thresholdId, below, above }: Threshold): ThresholdVerdict {
  const read = measuredNumber(value);
  if (!read) return { critical: false, because: 'NOT_A_NUMBER' };
  const { bound, number } = read;
  // `<2.8` lies below 2.8, and `>6.2` above 6.2.
  if (below !== null && (number < below || (bound === '<' && number <= below))) {
    return { critical: true, thresholdId, direction: 'LOW' };
  }
  if (above !== null && (number > above || (bound === '>' && number >= above))) {
    return { critical: true, thresholdId, direction: 'HIGH' };
  }
  return { critical: false, because: 'WITHIN' };
}

function fits(threshold: Threshold, { itemCode, institutionId, sex, ageDays }: LabResult): boolean {
  return (
    threshold.itemCode === itemCode &&
    (threshold.institutionId === null || threshold.institutionId === institutionId) &&
    (threshold.sex === null || threshold.sex === sex) &&
    ageFits(threshold, ageDays)
  );
}

function ageFits({ fromAgeDays, beforeAgeDays }: Threshold, ageDays: number | null): boolean {
  if (ageDays === null) return fromAgeDays === null && beforeAgeDays === null;
  return (fromAgeDays ?? 0) <= ageDays && (beforeAgeDays === null || ageDays < beforeAgeDays);
}

function rank({ institutionId, fromAgeDays, beforeAgeDays, sex }: Threshold): number {
  const ofAge = fromAgeDays !== null || beforeAgeDays !== null;
  return (institutionId === null ? 0 : 4) + (ofAge ? 2 : 0) + (sex === null ? 0 : 1);
}
