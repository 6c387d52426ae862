import { DomainError, type SheetProblem } from '#kernel';
import type { Month } from './period.js';

/** The month has been closed: its figures stay as they are. */
export class MonthClosedError extends DomainError {
  readonly code = 'INDICATOR_MONTH_CLOSED';

  constructor(period: Month) {
    super({ facts: { period } });
  }
}

/** A month is closed after its end, and after the months before it. */
export class MonthNotOverError extends DomainError {
  readonly code = 'INDICATOR_MONTH_NOT_OVER';

  constructor(period: Month) {
    super({ facts: { period } });
  }
}

/** The workbook of the national list has mistakes; `facts.rows` names each by sheet, row and column. */
export class NationalImportRefusedError extends DomainError {
  readonly code = 'NATIONAL_IMPORT_REFUSED';

  /** @param say what a constraint is in the words of whoever has asked */
  constructor(problems: readonly SheetProblem[], say: (constraint: string) => string) {
    super({
      facts: {
        count: problems.length,
        rows: problems.map((problem) => ({ ...problem, message: say(problem.constraint) })),
      },
    });
  }
}
