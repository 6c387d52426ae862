import { DomainError } from '#kernel';

/** There are results that may be recognised, and the doctor has not said what becomes of them. */
export class RecognitionUndecidedError extends DomainError {
  readonly code = 'RECOGNITION_UNDECIDED';

  constructor(itemIds: readonly string[]) {
    super({ facts: { itemIds: [...itemIds] } });
  }
}

/** The report that was chosen may not be recognised for the item, or not any more. */
export class NotRecognisableError extends DomainError {
  readonly code = 'NOT_RECOGNISABLE';

  constructor(itemId: string) {
    super({ facts: { itemId } });
  }
}
