import { DomainError } from '#kernel';

/** What a paper is about has not come so far that it could say anything; `rule` says what is missing. */
export class PrintNotReadyError extends DomainError {
  readonly code = 'PRINT_NOT_READY';

  constructor(rule: string) {
    super({ rule });
  }
}
