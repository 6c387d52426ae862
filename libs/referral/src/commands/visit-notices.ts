import { Injectable } from '@nestjs/common';
import { Notices, Urgency } from '#notification';
import { PatientContacts } from '#patient';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

interface Visit {
  readonly patientId: string;
  readonly referralNo: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly visitTime: Date;
}

/** None where the arrangement has been replaced or the visit is over by now: what follows it tells of itself. */
const VISIT = statement(
  'referral.visit',
  `SELECT r.patient_id AS "patientId", r.referral_no AS "referralNo", r.to_institution_id AS "toInstitutionId",
     r.to_department_id AS "toDepartmentId", a.visit_time AS "visitTime"
   FROM referrals r JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
   WHERE r.id = $1 AND r.version = $2 AND a.visit_time > $3`,
);

/** Tells patients what is arranged for them, where and when: by text message with their consent, by a call without. */
@Injectable()
export class VisitNotices extends EventConsumer {
  readonly name = 'referral.visit-notices';
  readonly topics = ['referral.arranged', 'referral.rearranged'];

  constructor(
    private readonly contacts: PatientContacts,
    private readonly notices: Notices,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId, aggregateVersion }: DeliveredEvent): Promise<void> {
    const visit = await tx.first<Visit & Record<string, unknown>>(VISIT, [aggregateId, aggregateVersion, tx.now]);
    if (!visit) return;
    const { patientId, referralNo, toInstitutionId: institutionId, toDepartmentId: departmentId, visitTime } = visit;
    const source = { basis: 'REFERRAL', objectType: 'Referral', objectId: aggregateId };
    const contacts = await this.contacts.of(tx, { patientId, institutionId, ...source });
    await this.notices.send(tx, {
      institutionId,
      departmentId,
      recipients: { people: contacts.map((contact) => ({ ...contact, patientId })) },
      template: 'referral.visit',
      parameters: { toInstitution: institutionId, department: departmentId, referralNo, time: visitTime.toISOString() },
      subject: { type: 'Referral', id: aggregateId },
      urgency: Urgency.ROUTINE,
    });
  }
}
