import { DomainError } from '#kernel';

/** Another institution, department or staff member already has the code. */
export class CodeTakenError extends DomainError {
  readonly code = 'CODE_TAKEN';

  /** @param what `institution`, `department` or `staff` */
  constructor(what: string) {
    super({ facts: { what } });
  }
}

/** One alliance is one database: it is founded once. */
export class AllianceExistsError extends DomainError {
  readonly code = 'ALLIANCE_EXISTS';
}
