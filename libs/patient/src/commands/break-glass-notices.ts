import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';

const CONCERNED = statement(
  'patient.break-glass-concerned',
  `SELECT institution_id AS "institutionId", patient_institution_id AS "patientInstitutionId", reason_code AS "reasonCode"
   FROM patient_break_glass WHERE id = $1`,
);
/** Who reviews such accesses, and the desk that answers for the patient's record. */
const TOLD: readonly Role[] = [Role.MEDICAL_AFFAIRS, Role.QUALITY, Role.TOWNSHIP_HEAD, Role.REFERRAL_COORDINATOR];

interface Concerned extends Record<string, unknown> {
  readonly institutionId: string;
  readonly patientInstitutionId: string;
  readonly reasonCode: string;
}

/** Tells both institutions at once that somebody has looked at a patient without a relation, and that one does it often. */
@Injectable()
export class BreakGlassNotices extends EventConsumer {
  readonly name = 'patient.break-glass-notices';
  readonly topics = ['patient.break-glass-opened', 'patient.break-glass-alarm'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId: id, topic, payload }: DeliveredEvent): Promise<void> {
    const concerned = await tx.first<Concerned>(CONCERNED, [id]);
    if (!concerned) return;
    const { institutionId, patientInstitutionId, reasonCode } = concerned;
    const alarm = topic === 'patient.break-glass-alarm';
    const { openings } = payload as { openings?: number };
    const more = alarm ? { count: `${openings}` } : { reason: `patient.break-glass/${reasonCode}` };
    await this.notices.send(tx, {
      institutionId,
      recipients: {
        holders: [...new Set([institutionId, patientInstitutionId])].map((each) => ({
          institutionId: each,
          roles: TOLD,
        })),
      },
      template: alarm ? 'system.break-glass-alarm' : 'system.break-glass-opened',
      parameters: { institution: institutionId, ...more },
      subject: { type: 'BreakGlassAccess', id },
      urgency: Urgency.URGENT,
    });
  }
}
