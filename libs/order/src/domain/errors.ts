import { DomainError } from '#kernel';

/** The catalogue of standard items has no such item now. */
export class ItemUnknownError extends DomainError {
  readonly code = 'ITEM_UNKNOWN';

  constructor(itemCode: string) {
    super({ facts: { itemCode } });
  }
}
