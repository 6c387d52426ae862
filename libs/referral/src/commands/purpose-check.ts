import { Injectable } from '@nestjs/common';
import { InvalidInputError, checkReason } from '#kernel';
import { ReferenceData, type Transaction } from '#platform';

/** The list that says why a patient is sent up. */
export const UP_PURPOSES = 'referral.purpose.up';

/** Why a patient is referred. */
interface GivenPurpose {
  readonly purposeCode: string;
  readonly purposeComment?: string | null;
}

/** Compares purposes with the lists that count now. */
@Injectable()
export class PurposeCheck {
  constructor(private readonly reference: ReferenceData) {}

  /** @throws InvalidInputError where the purpose is not in the list, or lacks its comment */
  async require(tx: Transaction, list: string, { purposeCode, purposeComment }: GivenPurpose): Promise<void> {
    const verdict = checkReason(await this.reference.reasons(list, tx.now, tx), purposeCode, purposeComment, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path: 'purposeCode', constraint: verdict.rule }]);
  }
}
