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
     AND ${activeConsentSql({ patientId: 'r.patient_id', kind: "'REFERRAL'", institutionId: 'r.to_institution_id', at: '$2' })}`,
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
