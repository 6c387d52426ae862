import { Injectable } from '@nestjs/common';
import { DutyFunction } from '#duty';
import { Role } from '#identity';
import { minutes } from '#kernel';
import { Notices, Urgency, type Announcement, type Recipients } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import type { Priority } from '../domain/referral-state.js';

/** What notices say of a referral: where from and to, never whom it is about. */
interface Told {
  readonly referralNo: string;
  readonly priority: Priority;
  readonly authorStaffId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly visitTime: Date | null;
}

const TOLD = statement(
  'referral.told',
  `SELECT r.referral_no AS "referralNo", r.priority, r.author_staff_id AS "authorStaffId",
     r.from_institution_id AS "fromInstitutionId", r.to_institution_id AS "toInstitutionId",
     r.to_department_id AS "toDepartmentId",
     (SELECT a.visit_time FROM referral_arrangements a WHERE a.referral_id = r.id AND a.replaced_at IS NULL LIMIT 1)
       AS "visitTime"
   FROM referrals r WHERE r.id = $1`,
);

/** Emergencies go along the duty roster until somebody takes them on. */
const ESCALATION = { every: minutes(10), clock: 'WALL' } as const;
const URGENCY: Readonly<Record<Priority, Urgency>> = {
  I: Urgency.EMERGENCY,
  II: Urgency.URGENT,
  III: Urgency.ROUTINE,
  IV: Urgency.ROUTINE,
};

const author = ({ authorStaffId }: Told): Recipients => ({ staffIds: [authorStaffId] });
const receivers = ({ toInstitutionId: institutionId, toDepartmentId: departmentId }: Told): Recipients => ({
  holders: [
    { institutionId, departmentId, roles: [Role.COUNTY_DOCTOR, Role.DEPT_HEAD] },
    { institutionId, roles: [Role.REFERRAL_COORDINATOR] },
  ],
  onDuty: [{ institutionId, departmentId, function: DutyFunction.DUTY_DOCTOR }],
});

/** Who is told when what happens to a referral; the template has the name of the event. */
const TELLS: Readonly<Record<string, { to: (told: Told) => Recipients; reasons?: string; escalates?: boolean }>> = {
  'referral.submitted': { to: receivers, escalates: true },
  'referral.claimed': { to: author },
  'referral.accepted': { to: author },
  'referral.rejected': { to: author, reasons: 'referral.reject' },
  'referral.returned': { to: author, reasons: 'referral.return' },
  'referral.arranged': { to: author },
  'referral.arrived': { to: author },
  'referral.completed': { to: author },
};

/** Tells people of what happens to their referrals. */
@Injectable()
export class ReferralNotices extends EventConsumer {
  readonly name = 'referral.notices';
  readonly topics = Object.keys(TELLS);

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, event: DeliveredEvent): Promise<void> {
    const told = await tx.first<Told & Record<string, unknown>>(TOLD, [event.aggregateId]);
    if (!told) return;
    const { toInstitutionId, toDepartmentId, fromInstitutionId } = told;
    const { to, reasons, escalates } = TELLS[event.topic]!;
    // Whatever happens next to a referral, somebody has seen to what was announced before.
    await this.notices.settle(tx, event.aggregateId);
    const urgency = URGENCY[told.priority];
    await this.notices.send(tx, {
      institutionId: escalates ? toInstitutionId : fromInstitutionId,
      departmentId: escalates ? toDepartmentId : null,
      recipients: to(told),
      template: event.topic,
      parameters: parametersOf(told, event, reasons),
      subject: { type: 'Referral', id: event.aggregateId },
      urgency,
      ...(escalates && urgency === Urgency.EMERGENCY && { escalation: ESCALATION }),
    });
  }
}

function parametersOf(told: Told, { reasonCode }: DeliveredEvent, reasons?: string): Announcement['parameters'] {
  return {
    fromInstitution: told.fromInstitutionId,
    toInstitution: told.toInstitutionId,
    department: told.toDepartmentId,
    referralNo: told.referralNo,
    ...(told.visitTime && { time: told.visitTime.toISOString() }),
    ...(reasons && reasonCode && { reason: `${reasons}/${reasonCode}` }),
  };
}
