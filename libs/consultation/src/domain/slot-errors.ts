import { DomainError } from '#kernel';

/** No agreement lets the inviting institution ask experts of another one, for all of the time in question. */
export class AgreementMissingError extends DomainError {
  readonly code = 'AGREEMENT_MISSING';

  constructor(invitedInstitutionId: string) {
    super({ facts: { invitedInstitutionId } });
  }
}
