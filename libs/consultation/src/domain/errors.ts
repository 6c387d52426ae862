import { DomainError, type Interval } from '#kernel';

/** The experts are not free then together; `rule` says what takes the time of whom, and when they are next. */
export class SlotTakenError extends DomainError {
  readonly code = 'CONSULTATION_SLOT_TAKEN';

  constructor(rule: string, expertId: string, next: readonly Interval[]) {
    const nextTimes = next.map(({ start, end }) => ({ from: start.toISOString(), to: end.toISOString() }));
    super({ rule, facts: { expertId, nextTimes } });
  }
}
