import { Injectable } from '@nestjs/common';
import { DutyFunction } from '#duty';
import { Role } from '#identity';
import { Notices, Urgency, type Recipients } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { UP_RECEIVERS } from '../data/visibility.js';
import { TEAM_OF_TASK } from '../data/follow-up.repository.js';
import type { ReferralKind } from '../domain/referral-state.js';
import type { Awaited } from '../domain/urge.js';

/** Whom a referral can wait for. */
interface Concerned {
  readonly referralNo: string;
  readonly kind: ReferralKind;
  readonly authorStaffId: string;
  readonly ownerStaffId: string | null;
  readonly fromInstitutionId: string;
  readonly fromDepartmentId: string | null;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly team: readonly string[];
}

const CONCERNED = statement(
  'referral.urge-concerns',
  `SELECT r.referral_no AS "referralNo", r.kind, r.author_staff_id AS "authorStaffId", r.owner_staff_id AS "ownerStaffId",
     r.from_institution_id AS "fromInstitutionId", r.from_department_id AS "fromDepartmentId",
     r.to_institution_id AS "toInstitutionId", r.to_department_id AS "toDepartmentId",
     coalesce((SELECT ${TEAM_OF_TASK} FROM follow_up_tasks t WHERE t.referral_id = r.id AND t.state = 'OPEN'), '{}') AS team
   FROM referrals r WHERE r.id = $1`,
);

const RECIPIENTS: Readonly<Record<Awaited, (of: Concerned) => Recipients>> = {
  AUTHOR: ({ authorStaffId }) => ({ staffIds: [authorStaffId] }),
  OWNER: ({ ownerStaffId }) => ({ staffIds: ownerStaffId ? [ownerStaffId] : [] }),
  RECEIVERS: ({ toInstitutionId: institutionId, toDepartmentId: departmentId }) => ({
    holders: [{ institutionId, departmentId, roles: UP_RECEIVERS }],
    onDuty: [{ institutionId, departmentId, function: DutyFunction.DUTY_DOCTOR }],
  }),
  TOWNSHIP_HEAD: ({ toInstitutionId: institutionId, toDepartmentId: departmentId }) => ({
    holders: [{ institutionId, departmentId, roles: [Role.TOWNSHIP_HEAD] }],
  }),
  REVIEWERS: ({ fromInstitutionId: institutionId, fromDepartmentId: departmentId }) => ({
    holders: [{ institutionId, departmentId, roles: [Role.DEPT_HEAD] }],
  }),
  FOLLOW_UP_TEAM: ({ team }) => ({ staffIds: team }),
};

/** Tells whoever a referral waits for that its referral centre urges them. What was announced before goes on escalating. */
@Injectable()
export class UrgeNotices extends EventConsumer {
  readonly name = 'referral.urge-notices';
  readonly topics = ['referral.urged'];

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId: id, institutionId, payload }: DeliveredEvent): Promise<void> {
    const of = (await tx.first<Concerned & Record<string, unknown>>(CONCERNED, [id]))!;
    await this.notices.send(tx, {
      institutionId,
      recipients: RECIPIENTS[payload['awaited'] as Awaited](of),
      template: 'referral.urged',
      parameters: {
        institution: institutionId,
        fromInstitution: of.fromInstitutionId,
        toInstitution: of.toInstitutionId,
        department: of.toDepartmentId,
        referralNo: of.referralNo,
      },
      subject: { type: 'Referral', id },
      urgency: of.kind === 'ROUTINE' ? Urgency.URGENT : Urgency.EMERGENCY,
    });
  }
}
