import type { Interval } from '#kernel';
import { DutyPastError } from './errors.js';

/** Who has a duty or stands in for it, and when. */
export interface Terms extends Interval {
  readonly staffId: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Why the past is put right: a coded reason, with words where the code says too little. */
export interface CorrectionReason {
  readonly reasonCode: string;
  readonly comment?: string | null | undefined;
}

/** A change of what had been, with what it was and what it is now; null where nobody was, or is, on duty. */
export interface Correction extends CorrectionReason {
  readonly before: Terms | null;
  readonly after: Terms | null;
}

/** The part of the roster that has been. It stays as it was, unless whoever changes it says why. */
export class Past {
  /** @param settled what lies before it has been */
  constructor(
    private readonly settled: Date,
    private readonly reason: CorrectionReason | null,
  ) {}

  /** Whether a change would make the past another one, and nobody has said why. */
  forbids(before: Terms | null, after: Terms | null): boolean {
    return this.reason === null && changesPast(before, after, this.settled);
  }

  /** @returns what has to be left on record of a change; null where it changes nothing that has been @throws DutyPastError */
  correctionOf(before: Terms | null, after: Terms | null): Correction | null {
    if (!changesPast(before, after, this.settled)) return null;
    if (this.reason === null) throw new DutyPastError(this.settled);
    return { ...this.reason, before, after };
  }
}

/** Whether somebody else, or somebody at another time, would have been on duty; of what is over, whether anything would differ. */
function changesPast(before: Terms | null, after: Terms | null, settled: Date): boolean {
  const [was, is] = [partBefore(settled, before), partBefore(settled, after)];
  if (!was || !is) return was !== is;
  const same = +was.start === +is.start && +was.end === +is.end && was.staffId === is.staffId;
  const isOver = before!.end <= settled;
  return !same || (isOver && (was.phone !== is.phone || was.note !== is.note));
}

function partBefore(settled: Date, terms: Terms | null): Terms | null {
  if (!terms || terms.start >= settled) return null;
  return { ...terms, end: terms.end < settled ? terms.end : settled };
}
