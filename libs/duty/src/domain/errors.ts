import { DomainError, type JsonRecord, type SheetProblem } from '#kernel';

/** A duty that is on the roster already, where another one is wanted. */
export interface DutyInTheWay {
  /** Which of the wanted duties meets it, counted from 0. */
  readonly index: number;
  readonly entryId: string;
  readonly staffId: string | null;
  /** A colleague, whom everybody who may plan can see on the roster. */
  readonly staffName: string | null;
  readonly from: string;
  readonly to: string;
}

/** Somebody is on duty there at that time; the facts say who. */
export class DutyOverlapError extends DomainError {
  readonly code = 'DUTY_OVERLAP';

  constructor(inTheWay: readonly DutyInTheWay[]) {
    const overlaps: readonly JsonRecord[] = inTheWay.map((duty) => ({ ...duty }));
    super({ facts: { staffName: inTheWay[0]?.staffName ?? '—', overlaps } });
  }
}

/** The past of the roster stays as it was, unless whoever changes it gives a reason; `settledAt` is where it ends. */
export class DutyPastError extends DomainError {
  readonly code = 'DUTY_PAST';

  constructor(settledAt: Date) {
    super({ facts: { settledAt: settledAt.toISOString() } });
  }
}

/** One cell, or one row, of an imported roster that cannot be used; a roster is one sheet. */
export type RowProblem = Omit<SheetProblem, 'sheet'>;

const MOST_TOLD = 200;

/** The roster is imported whole or not at all, and some rows cannot be. */
export class DutyImportRefusedError extends DomainError {
  readonly code = 'DUTY_IMPORT_REFUSED';

  constructor(problems: readonly RowProblem[]) {
    const told = problems.slice(0, MOST_TOLD);
    const named = told.map((problem) => ({ path: `R${problem.row} ${problem.column ?? ''}`.trim(), ...problem }));
    super({ facts: { count: problems.length, problems: named } });
  }
}
