import { Injectable } from '@nestjs/common';
import { activeConsentSql } from '#patient';
import { Deadlines, EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { EscalationRepository } from '../data/escalation.repository.js';
import { ReferralDeadlineKind } from '../domain/deadlines.js';

/** Referrals of whose patient a consent has been waited for that is there now: one that was recorded, or that came with a merge. */
const COVERED = statement(
  'referral.consent-awaited',
  `SELECT r.id FROM referrals r
   WHERE r.patient_id = coalesce((SELECT c.patient_id FROM patient_consents c WHERE c.id = $1), $3)
     AND r.consent_due_at IS NOT NULL
     AND CASE WHEN EXISTS (SELECT 1 FROM onward_referrals o WHERE o.parent_id = r.id)
       THEN ${activeConsentSql({ patientId: 'r.patient_id', kind: "'ONWARD_REFERRAL'", at: '$2' })}
       ELSE ${activeConsentSql({ patientId: 'r.patient_id', kind: "'REFERRAL'", institutionId: 'r.to_institution_id', at: '$2' })} END`,
);
const KINDS = [ReferralDeadlineKind.CONSENT];

/** Ends the wait for a consent that an emergency did not wait for. */
@Injectable()
export class ConsentClock extends EventConsumer {
  readonly name = 'referral.consent-clock';
  readonly topics = ['consent.recorded', 'patient.merged'];

  constructor(
    private readonly deadlines: Deadlines,
    private readonly escalations: EscalationRepository,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, payload }: DeliveredEvent): Promise<void> {
    const { to = null } = payload as { to?: string };
    for (const { id } of await tx.query<{ id: string }>(COVERED, [aggregateId, tx.now, to])) {
      this.deadlines.finish(tx, id, KINDS);
      this.escalations.end(tx, id, KINDS);
    }
  }
}
