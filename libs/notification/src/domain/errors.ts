import { DomainError } from '#kernel';

/** A test message by telephone has to go to somebody. */
export class ChannelIncompleteError extends DomainError {
  readonly code = 'NOTICE_CHANNEL_INCOMPLETE';

  /** @param missing names of what the kind of channel needs and does not have */
  constructor(missing: readonly string[]) {
    super({ facts: { missing } });
  }
}
