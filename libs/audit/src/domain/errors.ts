import { DomainError } from '#kernel';

/** An export that is more than one file may hold: of more days (`RANGE`), or of more entries (`ENTRIES`). */
export class AuditExportRefusedError extends DomainError {
  readonly code = 'AUDIT_EXPORT_REFUSED';

  constructor(rule: 'RANGE' | 'ENTRIES', most: number) {
    super({ rule, facts: { most } });
  }
}
