import { DomainError, type Interval } from '#kernel';
import { timesAsFacts } from './consultation.lifecycle.js';

/** The experts are not free then together; `rule` says what takes the time of whom, and when they are next. */
export class SlotTakenError extends DomainError {
  readonly code = 'CONSULTATION_SLOT_TAKEN';

  constructor(rule: string, expertId: string, next: readonly Interval[]) {
    super({ rule, facts: { expertId, nextTimes: timesAsFacts(next) } });
  }
}
