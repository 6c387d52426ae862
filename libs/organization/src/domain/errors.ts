import { DomainError } from '#kernel';

/** Another institution, department or staff member already has the code. */
export class CodeTakenError extends DomainError {
  readonly code = 'CODE_TAKEN';

  /** @param what `institution`, `department` or `staff` */
  constructor(what: string) {
    super({ facts: { what } });
  }
}
