import { DomainError } from '#kernel';
import type { CollectingRule } from './specimen.js';

/** No specimen of that kind can be taken for these items of the order. */
export class SpecimenUnfitError extends DomainError {
  readonly code = 'SPECIMEN_UNFIT';

  constructor(rule: CollectingRule) {
    super({ rule });
  }
}

/** A specimen has been taken for one of the items already, or the item needs none any more. */
export class SpecimenTakenError extends DomainError {
  readonly code = 'SPECIMEN_TAKEN';
}
