import { partsOf, reasonsOf } from './part.js';

/** What the meeting of those who refer and receive talks about. */
export const AnalysisTopic = { RETURN: 'RETURN', REFUSAL: 'REFUSAL', OVERDUE: 'OVERDUE', DIED: 'DIED' } as const;
export type AnalysisTopic = (typeof AnalysisTopic)[keyof typeof AnalysisTopic];

/** A part of a figure, as it was told. */
export interface ToldPart {
  readonly code: string;
  readonly part: string;
  readonly numerator: number | null;
  readonly denominator: number;
}

/** One line of the list; `code` and `part` open its rows. */
export interface AnalysisLine {
  readonly topic: AnalysisTopic;
  readonly code: string;
  readonly part: string;
  /** Who returned or refused, which stage was overdue, or in which state the referral ended. */
  readonly where: string;
  /** Code of the reason, or the act that ended it; null of stages. */
  readonly why: string | null;
  /** List that the reason is of; null where `why` is none. */
  readonly reasons: string | null;
  readonly count: number;
  /** Valid requests of the month. */
  readonly of: number;
}

/** What the meeting talks about, by what stands before the dot of a part of the rejections. */
const TOPIC_OF: Readonly<Record<string, AnalysisTopic>> = {
  RETURNED_BY_SENDER: AnalysisTopic.RETURN,
  RETURNED_BY_RECEIVER: AnalysisTopic.RETURN,
  UP: AnalysisTopic.REFUSAL,
  LATERAL: AnalysisTopic.REFUSAL,
  DOWN: AnalysisTopic.REFUSAL,
  DOCTOR: AnalysisTopic.REFUSAL,
};
const ORDER = Object.values(AnalysisTopic);

/** The list of the meeting out of the figures of a month: topic by topic, what came most often first. */
export function analysisOf(parts: readonly ToldPart[]): AnalysisLine[] {
  const lines = parts.flatMap((part) => lineOf(part) ?? []);
  return lines.toSorted(
    (left, right) =>
      ORDER.indexOf(left.topic) - ORDER.indexOf(right.topic) ||
      right.count - left.count ||
      left.part.localeCompare(right.part),
  );
}

function lineOf({ code, part, numerator, denominator }: ToldPart): AnalysisLine | null {
  const [where, why] = partsOf(part);
  if (why === null || !numerator) return null;
  const line = { code, part, count: numerator, of: denominator };
  if (code === 'REF-07') return { ...line, topic: AnalysisTopic.OVERDUE, where: why, why: null, reasons: null };
  if (code === 'REF-DL') return { ...line, topic: AnalysisTopic.DIED, where, why, reasons: null };
  const topic = code === 'REF-08' ? TOPIC_OF[where] : undefined;
  return topic ? { ...line, topic, where, why, reasons: reasonsOf(code, part) } : null;
}
