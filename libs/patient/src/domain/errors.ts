import { DomainError } from '#kernel';

/** The patient has a family-doctor contract for some of these days already. */
export class ContractOverlapsError extends DomainError {
  readonly code = 'CONTRACT_OVERLAPS';
}

/** Why access without a relation is not opened, or not judged. */
export type BreakGlassRule = 'RELATION_EXISTS' | 'OWN_ACCESS' | 'ALREADY_REVIEWED';

/** Access without a relation stays as it is; `rule` says why. */
export class BreakGlassRefusedError extends DomainError {
  readonly code = 'BREAK_GLASS_REFUSED';

  /** @param patientId whom the actor sees anyway */
  constructor(rule: BreakGlassRule, patientId?: string) {
    super({ rule, ...(patientId !== undefined && { facts: { patientId } }) });
  }
}

/** Why two records of a patient are not made one, or that is not taken back. */
export type PatientMergeRule =
  | 'ALREADY_IDENTIFIED'
  | 'ALREADY_MERGED'
  | 'ALREADY_UNDONE'
  | 'ALREADY_DECIDED'
  | 'CONTRACTS_OVERLAP'
  | 'DESK_ONLY'
  | 'MERGED_AGAIN'
  | 'NOT_IDENTIFIED'
  | 'SAME_RECORD'
  | 'TOO_LATE';

/** The records stay as they are; `rule` says why. */
export class PatientMergeRefusedError extends DomainError {
  readonly code = 'PATIENT_MERGE_REFUSED';

  constructor(rule: PatientMergeRule) {
    super({ rule });
  }
}
