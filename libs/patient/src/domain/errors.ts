import { DomainError } from '#kernel';

/** The patient has a family-doctor contract for some of these days already. */
export class ContractOverlapsError extends DomainError {
  readonly code = 'CONTRACT_OVERLAPS';
}
