import { Injectable } from '@nestjs/common';
import { InvalidInputError, before, minutes } from '#kernel';
import { ReasonCheck, ReferenceData, type Transaction } from '#platform';
import { Past, type CorrectionReason } from '../domain/past.js';

const REASONS = 'duty.correction';
const GRACE = 'duty.past_grace_minutes';

/** What has been on the roster by now, and whether the caller has said why it is to be changed. */
@Injectable()
export class PastPolicy {
  constructor(
    private readonly reference: ReferenceData,
    private readonly reasons: ReasonCheck,
  ) {}

  /** @throws InvalidInputError where the reason is none */
  async of(tx: Transaction, given: CorrectionReason | null | undefined): Promise<Past> {
    const { [GRACE]: grace } = await this.reference.settings([GRACE], tx.now, tx);
    const settled = before(tx.now, minutes(grace));
    if (!given) return new Past(settled, null);
    const { reasonCode, comment = null } = given;
    const { reasonProblem } = await this.reasons.from(REASONS, tx, { reasonCode, comment });
    if (reasonProblem) {
      throw new InvalidInputError([{ path: 'correction.reasonCode', constraint: reasonProblem }], 'ROSTER');
    }
    return new Past(settled, { reasonCode, comment });
  }
}
