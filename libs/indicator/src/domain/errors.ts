import { DomainError } from '#kernel';
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
