import { Injectable } from '@nestjs/common';
import { activeConsentSql } from '#patient';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { ReferralTrace } from './referral-trace.js';

/** Referrals under way that no consent covers any more; emergencies need none. */
const UNCOVERED = statement(
  'referral.consent-withdrawn',
  `SELECT r.id FROM referrals r
   WHERE r.patient_id = (SELECT c.patient_id FROM patient_consents c WHERE c.id = $1)
     AND r.kind = 'ROUTINE' AND r.direction IN ('UP', 'LATERAL') AND r.ended_at IS NULL
     AND r.state IN ('PENDING_INTERNAL_REVIEW', 'PENDING_ACCEPTANCE', 'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW')
     AND NOT ${activeConsentSql({ patientId: 'r.patient_id', kind: "'REFERRAL'", institutionId: 'r.to_institution_id', at: '$2' })}`,
);

/**
 * Says on the referrals of a patient who has taken a consent back that nothing more may be done on it. What is done is done:
 * the sender obtains another consent or cancels.
 */
@Injectable()
export class ConsentWithdrawals extends EventConsumer {
  readonly name = 'referral.consent-withdrawals';
  readonly topics = ['consent.withdrawn'];

  constructor(private readonly trace: ReferralTrace) {
    super();
  }

  async handle(tx: Transaction, { aggregateId }: DeliveredEvent): Promise<void> {
    const referrals = await tx.query<{ id: string }>(UNCOVERED, [aggregateId, tx.now]);
    const note = { topic: 'referral.consent-withdrawn', action: 'noteConsentWithdrawn' };
    await this.trace.leave(
      tx,
      referrals.map(({ id }) => id),
      note,
    );
  }
}
