import { DomainError } from '#kernel';

/** No group of that code, or no due time for the class, counts now. */
export class ReadingGroupUnknownError extends DomainError {
  readonly code = 'READING_GROUP_UNKNOWN';

  constructor(groupCode: string) {
    super({ facts: { groupCode } });
  }
}

/** The subject waits to be read already. */
export class AlreadyQueuedError extends DomainError {
  readonly code = 'ALREADY_QUEUED';
}
