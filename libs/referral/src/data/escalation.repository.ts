import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { ReferralDeadlineKind } from '../domain/deadlines.js';
import { stepKey } from '../domain/escalation.js';
import { EscalationEntity } from './escalation.entity.js';

const END = statement(
  'referral.end-escalations',
  `UPDATE referral_escalations SET ended_at = $3
   WHERE referral_id = $1 AND ended_at IS NULL AND kind = ANY($2::text[])`,
);
const PASSED = statement(
  'referral.escalations-passed',
  `SELECT institution_id AS "institutionId", target AS function FROM referral_escalations
   WHERE referral_id = $1 AND ended_at IS NULL AND kind = $2`,
);

/** Writes whose turn it is. */
@Injectable()
export class EscalationRepository {
  async create(tx: Transaction, escalations: EscalationEntity[]): Promise<void> {
    await tx.manager.insert(EscalationEntity, escalations);
  }

  end(tx: Transaction, referralId: string, kinds: readonly ReferralDeadlineKind[]): void {
    tx.write(END, [referralId, kinds, tx.now]);
  }

  /** Functions of the duty roster whose turn a limit has come to already. */
  async passed(tx: Transaction, referralId: string, kind: ReferralDeadlineKind): Promise<string[]> {
    const rows = await tx.query<{ institutionId: string; function: string }>(PASSED, [referralId, kind]);
    return rows.map(stepKey);
  }
}
