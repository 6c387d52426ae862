import { DomainError } from '#kernel';

export type FileRule = 'NOT_A_WORKBOOK' | 'TOO_LARGE_INSIDE' | 'SHEET_MISSING';

/** The file is not what it is taken for; `rule` says why. */
export class UnsupportedFileError extends DomainError {
  readonly code = 'UNSUPPORTED_FILE';

  constructor(rule: FileRule) {
    super({ rule });
  }
}
