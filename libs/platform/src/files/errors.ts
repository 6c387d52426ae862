import { DomainError } from '#kernel';

export type FileRule =
  | 'NOT_A_WORKBOOK'
  | 'WORKBOOK_ENCRYPTED'
  | 'WORKBOOK_TOO_OLD'
  | 'WORKBOOK_WITH_MACROS'
  | 'TOO_LARGE_INSIDE'
  | 'SHEET_MISSING'
  | 'TYPE_NOT_ALLOWED'
  | 'PDF_ENCRYPTED'
  | 'PDF_DAMAGED'
  | 'IMAGE_DAMAGED';

/** The file is not what it is taken for; `rule` says why. */
export class UnsupportedFileError extends DomainError {
  readonly code = 'UNSUPPORTED_FILE';

  constructor(rule: FileRule) {
    super({ rule });
  }
}

/** The link was altered, has expired, or is of a session that is over. */
export class FileLinkInvalidError extends DomainError {
  readonly code = 'FILE_LINK_INVALID';
}

/** Where files are kept cannot take any now. */
export class FileStoreUnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE';
}
