import { DomainError } from '#kernel';

/** No appointment that counts has this code at the desk's institution. */
export class WrongAppointmentCodeError extends DomainError {
  readonly code = 'APPOINTMENT_CODE_WRONG';

  constructor(attemptsLeft: number) {
    super({ facts: { attemptsLeft } });
  }
}

/** Too many wrong codes: the desk waits. */
export class DeskLockedError extends DomainError {
  readonly code = 'DESK_LOCKED';

  constructor(retryAfterSeconds: number) {
    super({ facts: { retryAfterSeconds } });
  }
}

/** A time on a green channel's timeline, or the channel itself, that cannot be; `rule` says why. */
export class GreenChannelRefusedError extends DomainError {
  readonly code = 'GREEN_CHANNEL_REFUSED';

  constructor(rule: string, facts: Readonly<Record<string, string>> = {}) {
    super({ rule, facts });
  }
}
