import { Injectable } from '@nestjs/common';
import { activeConsentSql } from '#patient';
import { Deadlines, EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { EscalationRepository } from '../data/escalation.repository.js';
import { ReferralDeadlineKind } from '../domain/deadlines.js';

/** Referrals that a consent has been waited for on which it covers. */
const COVERED = statement(
  'referral.consent-awaited',
  `SELECT r.id FROM patient_consents c JOIN referrals r ON r.patient_id = c.patient_id
   WHERE c.id = $1 AND r.consent_due_at IS NOT NULL
     AND CASE WHEN EXISTS (SELECT 1 FROM onward_referrals o WHERE o.parent_id = r.id)
       THEN ${activeConsentSql({ patientId: 'r.patient_id', kind: "'ONWARD_REFERRAL'", at: '$2' })}
       ELSE ${activeConsentSql({ patientId: 'r.patient_id', kind: "'REFERRAL'", institutionId: 'r.to_institution_id', at: '$2' })} END`,
);
const KINDS = [ReferralDeadlineKind.CONSENT];

/** Ends the wait for a consent that an emergency did not wait for. */
@Injectable()
export class ConsentClock extends EventConsumer {
  readonly name = 'referral.consent-clock';
  readonly topics = ['consent.recorded'];

  constructor(
    private readonly deadlines: Deadlines,
    private readonly escalations: EscalationRepository,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId }: DeliveredEvent): Promise<void> {
    for (const { id } of await tx.query<{ id: string }>(COVERED, [aggregateId, tx.now])) {
      await this.deadlines.finish(tx, id, KINDS);
      this.escalations.end(tx, id, KINDS);
    }
  }
}
