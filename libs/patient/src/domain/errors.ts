import { DomainError } from '#kernel';

/** The patient has a family-doctor contract for some of these days already. */
export class ContractOverlapsError extends DomainError {
  readonly code = 'CONTRACT_OVERLAPS';
}

/** Why two records of a patient are not made one, or that is not taken back. */
export type PatientMergeRule = 'ALREADY_IDENTIFIED' | 'ALREADY_MERGED' | 'ALREADY_UNDONE' | 'MERGED_AGAIN' | 'TOO_LATE';

/** The records stay as they are; `rule` says why. */
export class PatientMergeRefusedError extends DomainError {
  readonly code = 'PATIENT_MERGE_REFUSED';

  constructor(rule: PatientMergeRule) {
    super({ rule });
  }
}
