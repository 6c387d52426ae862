import { measuredNumber, type MeasuredNumber, type Sex } from '#kernel';

/** What is usual in an item, for whom. Values on a bound are within. */
export interface ReferenceRange {
  /** Its name among those of the item: `adult-male`. */
  readonly band: string;
  /** Null: for either sex. */
  readonly sex: Sex | null;
  /** Days of age, from and before; null without a bound. */
  readonly fromAgeDays: number | null;
  readonly beforeAgeDays: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What a qualitative item usually says: `阴性`. */
  readonly text: string | null;
}

/** Whom a specimen is from, as far as ranges go. */
export interface Measured {
  readonly sex: Sex;
  /** Null where nobody knows: then ranges of an age do not fit. */
  readonly ageDays: number | null;
}

/** How a value lies to what is usual; null where that cannot be said. */
export const ResultFlag = { NORMAL: 'NORMAL', LOW: 'LOW', HIGH: 'HIGH', ABNORMAL: 'ABNORMAL' } as const;
export type ResultFlag = (typeof ResultFlag)[keyof typeof ResultFlag];

/** The range that fits best: one of an age before that of all ages, then one of a sex before that of both. */
export function rangeFor<Range extends ReferenceRange>(ranges: readonly Range[], whom: Measured): Range | null {
  const fitting = ranges.filter((range) => (range.sex === null || range.sex === whom.sex) && ageFits(range, whom));
  return fitting.toSorted((one, other) => rank(other) - rank(one))[0] ?? null;
}

/** A bounded value (`<0.5`) is judged where all that it may stand for lies on one side; null where it does not. */
export function flagOf(value: string, range: ReferenceRange | null): ResultFlag | null {
  if (!range) return null;
  if (range.text !== null) return value.trim() === range.text ? 'NORMAL' : 'ABNORMAL';
  const read = measuredNumber(value);
  return read && numberFlag(read, range);
}

function numberFlag(read: MeasuredNumber, { low, high }: ReferenceRange): ResultFlag | null {
  const [lowest, highest] = [low ?? -Infinity, high ?? Infinity];
  if (isBelow(read, lowest)) return 'LOW';
  if (isAbove(read, highest)) return 'HIGH';
  const least = read.bound === '<' ? -Infinity : read.number;
  const most = read.bound === '>' ? Infinity : read.number;
  return least >= lowest && most <= highest ? 'NORMAL' : null;
}

// `<3.5` comes as close to 3.5 as it likes and never reaches it.
const isBelow = ({ bound, number }: MeasuredNumber, low: number): boolean =>
  bound !== '>' && (number < low || (bound === '<' && number === low));

const isAbove = ({ bound, number }: MeasuredNumber, high: number): boolean =>
  bound !== '<' && (number > high || (bound === '>' && number === high));

function ageFits({ fromAgeDays, beforeAgeDays }: ReferenceRange, { ageDays }: Measured): boolean {
  if (ageDays === null) return fromAgeDays === null && beforeAgeDays === null;
  return (fromAgeDays ?? 0) <= ageDays && (beforeAgeDays === null || ageDays < beforeAgeDays);
}

function rank({ fromAgeDays, beforeAgeDays, sex }: ReferenceRange): number {
  return (fromAgeDays !== null || beforeAgeDays !== null ? 2 : 0) + (sex === null ? 0 : 1);
}

/** `3.5–5.5`, `≤ 5.2`, `阴性`: the range as a report shows it; bounds as they were entered. */
export function rangeText(range: ReferenceRange | null): string | null {
  if (!range) return null;
  const { text, low, high } = range;
  if (text !== null) return text;
  if (low === null) return `≤ ${high}`;
  return high === null ? `≥ ${low}` : `${low}–${high}`;
}
