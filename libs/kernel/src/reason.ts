import { hasText } from './text.js';
import type { Verdict } from './transition-table.js';

/** One entry of a list of reasons: versioned reference data that an administrator edits. */
export interface CodedReason {
  readonly code: string;
  readonly label: string;
  /** Whether the code says too little without words, as `other` does. */
  readonly commentIsMandatory: boolean;
  readonly effectiveFrom: Date;
  /** The first instant at which the entry no longer counts; null while no end is set. */
  readonly effectiveTo: Date | null;
}

export const ReasonRule = {
  /** The list has no such code at that time; facts: `code`. */
  Unknown: 'REASON_UNKNOWN',
  /** The code demands a comment and none was given; facts: `code`. */
  CommentMissing: 'REASON_COMMENT_MISSING',
} as const;

/** The entries that may be chosen at that time, in the order of the list. */
export function effectiveReasons<Reason extends CodedReason>(list: readonly Reason[], at: Date): Reason[] {
  return list.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= at && (effectiveTo === null || at < effectiveTo),
  );
}

/** Whether the code may be given at that time, with the comment it demands; {@link ReasonRule} names what fails. */
export function checkReason(
  list: readonly CodedReason[],
  code: string,
  comment: string | null | undefined,
  at: Date,
): Verdict {
  const reason = effectiveReasons(list, at).find((candidate) => candidate.code === code);
  if (!reason) return { rule: ReasonRule.Unknown, facts: { code } };
  if (reason.commentIsMandatory && !hasText(comment)) return { rule: ReasonRule.CommentMissing, facts: { code } };
  return true;
}
