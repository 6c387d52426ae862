import { Injectable } from '@nestjs/common';
import { Role } from '#identity';
import { Notices, Urgency, type Recipients } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { TEAM_OF_TASK } from '../data/follow-up.repository.js';
import { CENTRE_REVIEWS } from '../data/internal-review.js';

/** What notices say of a down-referral: where from and to, never whom it is about. */
interface Told {
  readonly state: string;
  readonly referralNo: string | null;
  readonly authorStaffId: string;
  readonly ownerStaffId: string | null;
  readonly fromInstitutionId: string;
  readonly fromDepartmentId: string | null;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly reviewingInstitutionId: string | null;
  readonly centreReviews: boolean;
  /** Who looks after the patient now. */
  readonly team: readonly string[];
}

const TOLD = statement(
  'referral.down-told',
  `SELECT r.state, r.referral_no AS "referralNo", r.author_staff_id AS "authorStaffId",
     r.owner_staff_id AS "ownerStaffId", r.from_institution_id AS "fromInstitutionId",
     r.from_department_id AS "fromDepartmentId", r.to_institution_id AS "toInstitutionId",
     r.to_department_id AS "toDepartmentId", r.reviewing_institution_id AS "reviewingInstitutionId",
     ${CENTRE_REVIEWS} AS "centreReviews",
     coalesce((SELECT ${TEAM_OF_TASK} FROM follow_up_tasks t WHERE t.referral_id = r.id AND t.state = 'OPEN'), '{}') AS team
   FROM referrals r WHERE r.id = $1`,
);

const author = ({ authorStaffId }: Told): Recipients => ({ staffIds: [authorStaffId] });
const head = ({ toInstitutionId: institutionId, toDepartmentId: departmentId }: Told): Recipients => ({
  holders: [{ institutionId, departmentId, roles: [Role.TOWNSHIP_HEAD] }],
});
const owner = ({ ownerStaffId }: Told): Recipients => ({ staffIds: ownerStaffId ? [ownerStaffId] : [] });
const coordinators = ({ fromInstitutionId: institutionId }: Told): Recipients => ({
  holders: [{ institutionId, roles: [Role.REFERRAL_COORDINATOR] }],
});

const reviewers = (told: Told): Recipients => {
  const { fromInstitutionId, fromDepartmentId: departmentId, reviewingInstitutionId, centreReviews } = told;
  const department = { institutionId: fromInstitutionId, departmentId, roles: [Role.DEPT_HEAD] };
  const centre = { institutionId: reviewingInstitutionId!, roles: [Role.REFERRAL_COORDINATOR] };
  return { holders: [centreReviews ? centre : department] };
};

/** Whoever has to act next: the reviewing head or referral centre, the named doctor, or the head who names one. */
function next(told: Told): Recipients {
  const { state, ownerStaffId } = told;
  if (state === 'PENDING_INTERNAL_REVIEW') return reviewers(told);
  return ownerStaffId ? { staffIds: [ownerStaffId] } : head(told);
}

const all = (...finders: readonly ((told: Told) => Recipients)[]) => {
  return (told: Told): Recipients => {
    const found = finders.map((find) => find(told));
    return {
      staffIds: found.flatMap(({ staffIds = [] }) => staffIds),
      holders: found.flatMap(({ holders = [] }) => holders),
    };
  };
};

/** Who is told when what happens to a down-referral; the template has the name of the event. */
const TELLS: Readonly<Record<string, { to: (told: Told) => Recipients; reasons?: string; urgency?: Urgency }>> = {
  'referral.down-submitted': { to: next },
  'referral.down-approved': { to: next },
  'referral.down-returned': { to: author, reasons: 'referral.return.internal' },
  'referral.down-allocated': { to: next },
  'referral.down-received': { to: author },
  'referral.down-declined': { to: head, reasons: 'referral.down-doctor' },
  'referral.down-receipt-missed': { to: head, urgency: Urgency.URGENT },
  'referral.down-refused': { to: all(author, coordinators), reasons: 'referral.down-institution' },
  'referral.down-redirected': { to: author },
  'referral.down-arrived': { to: all(author, ({ team }) => ({ staffIds: team })) },
  'referral.down-not-arrived': { to: all(author, head) },
  'referral.down-arrival-missed': { to: all(author, head, owner), urgency: Urgency.URGENT },
  'referral.down-completed': { to: author, reasons: 'referral.follow-up-end' },
  'referral.down-cancelled': { to: next, reasons: 'referral.cancel' },
  'referral.down-closed': { to: all(author, next), reasons: 'referral.close' },
};

/** Tells people of what happens to patients who are sent down. */
@Injectable()
export class DownNotices extends EventConsumer {
  readonly name = 'referral.down-notices';
  readonly topics = Object.keys(TELLS);

  constructor(private readonly notices: Notices) {
    super();
  }

  async handle(tx: Transaction, { aggregateId: id, topic, reasonCode }: DeliveredEvent): Promise<void> {
    const told = await tx.first<Told & Record<string, unknown>>(TOLD, [id]);
    // What was never submitted has no number, and nobody else has heard of it.
    if (!told?.referralNo) return;
    const { to, reasons, urgency = Urgency.ROUTINE } = TELLS[topic]!;
    await this.notices.send(tx, {
      institutionId: told.fromInstitutionId,
      recipients: to(told),
      template: topic,
      parameters: {
        fromInstitution: told.fromInstitutionId,
        toInstitution: told.toInstitutionId,
        department: told.toDepartmentId,
        referralNo: told.referralNo,
        ...(reasons && reasonCode && { reason: `${reasons}/${reasonCode}` }),
      },
      subject: { type: 'Referral', id },
      urgency,
    });
  }
}
