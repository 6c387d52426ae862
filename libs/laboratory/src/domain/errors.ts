import { DomainError } from '#kernel';
import type { CollectingRule } from './specimen.js';

/** No specimen of that kind can be taken for these items of the order. */
export class SpecimenUnfitError extends DomainError {
  readonly code = 'SPECIMEN_UNFIT';

  constructor(rule: CollectingRule) {
    super({ rule });
  }
}

/** A specimen has been taken for one of the items already, or the item needs none any more. */
export class SpecimenTakenError extends DomainError {
  readonly code = 'SPECIMEN_TAKEN';
}

/** A value that cannot stand in a report; with its row, its column and words where it comes from a file. */
export interface ResultProblem {
  readonly row?: number;
  readonly column?: string;
  readonly itemCode?: string;
  readonly constraint: string;
  readonly message?: string;
}

const MOST_NAMED = 100;

/** Results come in whole or not at all, and some cannot; the facts name the first of them, and how many there are. */
export class ResultsRefusedError extends DomainError {
  readonly code = 'RESULTS_REFUSED';

  constructor(problems: readonly ResultProblem[], most = MOST_NAMED) {
    super({ facts: { count: problems.length, problems: problems.slice(0, most).map((problem) => ({ ...problem })) } });
  }
}
