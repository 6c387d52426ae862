import { DomainError } from '#kernel';

/** What was read back is not what was told; the attempt is on record, and the critical value still waits. */
export class ReadBackMismatchError extends DomainError {
  readonly code = 'READ_BACK_MISMATCH';

  constructor(criticalValueId: string) {
    super({ facts: { criticalValueId } });
  }
}

/** Why a result is no critical value. */
export class NotCriticalError extends DomainError {
  readonly code = 'NOT_CRITICAL';

  constructor(rule: 'WITHIN' | 'NO_THRESHOLD' | 'OTHER_UNIT' | 'NOT_A_NUMBER') {
    super({ rule });
  }
}
