import { isSameUnit } from '#kernel';
import { deltaOf, type DeltaRule, type EarlierResult } from './delta.js';
import { flagOf, rangeFor, rangeText, type Measured, type ReferenceRange, type ResultFlag } from './reference-range.js';

/** An item that a report has to tell, as it counts now. */
export interface ReportItem {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly position: number;
  readonly delta: DeltaRule | null;
  readonly ranges: readonly ReferenceRange[];
}

/** A value as it comes in. */
export interface NewResult {
  readonly itemCode: string;
  readonly value: string;
  readonly unit: string;
  readonly measuredAt?: Date | null;
}

/** A value as a report shows it. */
export interface JudgedResult {
  readonly item: ReportItem;
  readonly value: string;
  readonly flag: ResultFlag | null;
  readonly rangeText: string | null;
  readonly deltaPercent: number | null;
  readonly deltaExceeded: boolean;
  readonly measuredAt: Date;
}

/** Why a value cannot stand in a report. */
export type ResultRule = 'NOT_ORDERED' | 'OTHER_UNIT' | 'MEASURED_LATER' | 'MEASURED_BEFORE_COLLECTION';

/** Between which instants something can have been measured. */
export interface MeasuringTime {
  readonly collectedAt: Date;
  readonly now: Date;
}

/** The rule against a value, or null. A report never converts: a value in another unit is another value. */
export function resultProblem(
  { itemCode, unit, measuredAt }: NewResult,
  items: readonly ReportItem[],
  { collectedAt, now }: MeasuringTime,
): ResultRule | null {
  const item = items.find(({ code }) => code === itemCode);
  if (!item) return 'NOT_ORDERED';
  if (!isSameUnit(item.unit, unit)) return 'OTHER_UNIT';
  if (!measuredAt) return null;
  if (measuredAt > now) return 'MEASURED_LATER';
  return measuredAt < collectedAt ? 'MEASURED_BEFORE_COLLECTION' : null;
}

/** What a value means for this patient, after their last one. */
export function judge(
  { value, measuredAt }: NewResult,
  item: ReportItem,
  known: { readonly whom: Measured; readonly earlier: EarlierResult | null; readonly now: Date },
): JudgedResult {
  const range = rangeFor(item.ranges, known.whom);
  const at = measuredAt ?? known.now;
  const delta = deltaOf(value, at, known.earlier, item.delta);
  return {
    item,
    value: value.trim(),
    flag: flagOf(value, range),
    rangeText: rangeText(range),
    deltaPercent: delta?.percent ?? null,
    deltaExceeded: delta?.exceeded ?? false,
    measuredAt: at,
  };
}
