import { DomainError } from '#kernel';

/** The item is examined by others, or not at all. */
export class NotExaminedHereError extends DomainError {
  readonly code = 'NOT_EXAMINED_HERE';
}

/** An exam of the item is registered already, or its order does not ask for one any more. */
export class ExamNotWantedError extends DomainError {
  readonly code = 'EXAM_NOT_WANTED';

  constructor(rule: 'ITEM_STATE' | 'REGISTERED_ALREADY') {
    super({ rule });
  }
}

/** The study shows another exam. */
export class StudyTakenError extends DomainError {
  readonly code = 'STUDY_TAKEN';
}

/** No such template counts for the group now. */
export class TemplateUnknownError extends DomainError {
  readonly code = 'TEMPLATE_UNKNOWN';

  constructor(templateCode: string) {
    super({ facts: { templateCode } });
  }
}

/** The alliance has no PACS: images are linked by hand. */
export class PacsNotConfiguredError extends DomainError {
  readonly code = 'PACS_NOT_CONFIGURED';
}

/** The PACS does not answer, or not as it should. */
export class PacsUnavailableError extends DomainError {
  readonly code = 'PACS_UNAVAILABLE';

  constructor(status: number | null) {
    super({ facts: { status } });
  }
}

/** Not exactly one study of the PACS has the accession number of the exam. */
export class StudyNotFoundError extends DomainError {
  readonly code = 'STUDY_NOT_FOUND';

  constructor(found: number) {
    super({ facts: { found } });
  }
}
