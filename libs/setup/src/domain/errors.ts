import { DomainError, type SheetProblem } from '#kernel';

/** The workbook is imported whole or not at all, and some rows cannot be; the facts name every one. */
export class SetupRefusedError extends DomainError {
  readonly code = 'SETUP_REFUSED';

  /** @param say what a constraint is in the words of whoever has asked */
  constructor(
    readonly problems: readonly SheetProblem[],
    say: (constraint: string) => string,
  ) {
    const rows = problems.map((problem) => ({ ...problem, message: say(problem.constraint) }));
    super({ facts: { count: problems.length, rows } });
  }
}

/** Nobody has founded the alliance that the workbook is to set up. */
export class AllianceMissingError extends DomainError {
  readonly code = 'ALLIANCE_MISSING';
}

/** Somebody else has registered the same meanwhile; importing again tells what. */
export class SetupConflictError extends DomainError {
  readonly code = 'SETUP_CONFLICT';
}

/** A row that cannot be used, found while it is written. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';

  /** @param column the name of the column in its table */
  constructor(
    readonly column: string | null,
    readonly constraint: string,
    readonly other?: string,
  ) {
    super(constraint);
  }
}

/** A row that is about what another row was to enter, and that one was refused: nothing more is to be said. */
export class RowLeftOut extends Error {
  override readonly name = 'RowLeftOut';
}
