import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '#platform';
import type { ReferralDeadlineKind } from '../domain/deadlines.js';
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

const LET_CENTRE_REVIEW = statement(
  'referral.let-centre-review',
  `UPDATE referrals SET reviewing_institution_id = $2, centre_reviews = true
   WHERE id = $1 AND state = 'PENDING_INTERNAL_REVIEW'`,
);

interface PassedStep {
  readonly institutionId: string;
  readonly function: string;
}

/** Writes whose turn it is. */
@Injectable()
export class EscalationRepository {
  async create(tx: Transaction, escalations: EscalationEntity[]): Promise<void> {
    await tx.manager.insert(EscalationEntity, escalations);
  }

  /** Nobody's version changes: it is whose turn it is, and the referral stays what it was. */
  letCentreReview(tx: Transaction, referralId: string, institutionId: string): void {
    tx.write(LET_CENTRE_REVIEW, [referralId, institutionId]);
  }

  end(tx: Transaction, referralId: string, kinds: readonly ReferralDeadlineKind[]): void {
    tx.write(END, [referralId, kinds, tx.now]);
  }

  /** Whose turn has come already for a limit that is still open: functions of the duty roster, or roles. */
  passed(tx: Transaction, referralId: string, kind: ReferralDeadlineKind): Promise<PassedStep[]> {
    return tx.query<PassedStep & Record<string, unknown>>(PASSED, [referralId, kind]);
  }
}
