import { Injectable } from '@nestjs/common';
import { DutyFunction } from '#duty';
import { Role } from '#identity';
import { minutes } from '#kernel';
import { Notices, Urgency, type Announcement, type Recipients } from '#notification';
import { EventConsumer, statement, type DeliveredEvent, type Transaction } from '#platform';
import { UP_RECEIVERS } from '../data/visibility.js';
import { CENTRE_REVIEWS } from '../data/internal-review.js';
import type { Priority, ReferralKind } from '../domain/referral-state.js';

/** What notices say of a referral: where from and to, never whom it is about. */
interface Told {
  readonly referralNo: string | null;
  readonly kind: ReferralKind;
  readonly priority: Priority;
  readonly authorStaffId: string;
  readonly ownerStaffId: string | null;
  readonly fromInstitutionId: string;
  readonly authorDepartmentId: string | null;
  readonly reviewingInstitutionId: string | null;
  readonly centreReviews: boolean;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  /** Null: the receiver does not know of it. */
  readonly receivedAt: Date | null;
  /** Who is on duty has been told by the green channel. */
  readonly channelOpen: boolean;
  /** As it was arranged when the event happened: by now it may be arranged otherwise, or cancelled. */
  readonly visitTime: Date | null;
}

const TOLD = statement(
  'referral.told',
  `SELECT r.referral_no AS "referralNo", r.kind, r.priority, r.author_staff_id AS "authorStaffId",
     r.owner_staff_id AS "ownerStaffId", r.from_institution_id AS "fromInstitutionId",
     w.department_id AS "authorDepartmentId", r.reviewing_institution_id AS "reviewingInstitutionId",
     ${CENTRE_REVIEWS} AS "centreReviews",
     r.to_institution_id AS "toInstitutionId", r.to_department_id AS "toDepartmentId", r.received_at AS "receivedAt",
     EXISTS (SELECT 1 FROM referral_green_channels g WHERE g.referral_id = r.id) AS "channelOpen",
     (SELECT a.visit_time FROM referral_arrangements a WHERE a.referral_id = r.id AND a.arranged_at <= $2
      ORDER BY a.arranged_at DESC LIMIT 1) AS "visitTime"
   FROM referrals r JOIN staff w ON w.id = r.author_staff_id WHERE r.id = $1`,
);

/** What is most urgent goes along the duty roster until somebody takes it on. */
const ESCALATION = { every: minutes(10), clock: 'WALL' } as const;
const URGENCY: Readonly<Record<Priority, Urgency>> = {
  I: Urgency.EMERGENCY,
  II: Urgency.URGENT,
  III: Urgency.ROUTINE,
  IV: Urgency.ROUTINE,
};

const author = ({ authorStaffId }: Told): Recipients => ({ staffIds: [authorStaffId] });
const owner = ({ ownerStaffId }: Told): Recipients => ({ staffIds: ownerStaffId ? [ownerStaffId] : [] });
const centre = ({ toInstitutionId: institutionId, receivedAt }: Told): Recipients => ({
  holders: receivedAt ? [{ institutionId, roles: [Role.REFERRAL_COORDINATOR] }] : [],
});
const receivers = ({ toInstitutionId: institutionId, toDepartmentId: departmentId }: Told): Recipients => ({
  holders: [
    { institutionId, departmentId, roles: UP_RECEIVERS },
    { institutionId, roles: [Role.REFERRAL_COORDINATOR] },
  ],
  onDuty: [{ institutionId, departmentId, function: DutyFunction.DUTY_DOCTOR }],
});
const reviewers = (told: Told): Recipients => {
  const { fromInstitutionId, reviewingInstitutionId, centreReviews, authorDepartmentId } = told;
  if (!reviewingInstitutionId) return {};
  return !centreReviews
    ? {
        holders: [
          { institutionId: fromInstitutionId, roles: [Role.TOWNSHIP_HEAD] },
          ...(authorDepartmentId
            ? [{ institutionId: fromInstitutionId, departmentId: authorDepartmentId, roles: [Role.DEPT_HEAD] }]
            : []),
        ],
      }
    : { holders: [{ institutionId: reviewingInstitutionId, roles: [Role.REFERRAL_COORDINATOR] }] };
};
const both = (told: Told): Recipients => ({
  staffIds: [told.authorStaffId, ...(told.ownerStaffId ? [told.ownerStaffId] : [])],
  ...centre(told),
});

interface Telling {
  readonly to: (told: Told) => Recipients;
  /** The text, where it has not the name of the event. */
  readonly template?: string;
  readonly reasons?: string;
  readonly escalates?: boolean;
  /** Whether it asks the receiver for the first time. */
  readonly asks?: boolean;
}

const ASKS_RECEIVER: Telling = { to: receivers, template: 'referral.submitted', escalates: true, asks: true };

/** Who is told when what happens to a referral. Of what is recorded afterwards, nobody is. */
const TELLS: Readonly<Record<string, Telling>> = {
  'referral.submitted': ASKS_RECEIVER,
  'referral.approved': ASKS_RECEIVER,
  'referral.received': ASKS_RECEIVER,
  'referral.review-requested': { to: reviewers },
  'referral.returned-internally': { to: author, reasons: 'referral.return.internal' },
  'referral.emergency-submitted': { to: receivers, escalates: true, asks: true },
  'referral.emergency-amended': { to: receivers, escalates: true },
  'referral.emergency-acknowledged': { to: author },
  'referral.claimed': { to: author },
  'referral.assigned': { to: owner },
  'referral.information-requested': { to: author },
  // Whoever has asked may have left.
  'referral.information-supplied': { to: (told) => (told.ownerStaffId ? owner(told) : receivers(told)) },
  'referral.accepted': { to: author },
  'referral.returned-with-advice': { to: author },
  'referral.rejected': { to: author, reasons: 'referral.reject' },
  'referral.returned': { to: author, reasons: 'referral.return' },
  'referral.redirected': { to: author },
  'referral.forwarded-onward': { to: author },
  'referral.onward-answered': { to: author },
  'referral.arranged': { to: author },
  'referral.rearranged': { to: author },
  'referral.arrived': { to: author },
  'referral.no-show': { to: author, reasons: 'referral.no-show' },
  'referral.completed': { to: author },
  'referral.cancelled': { to: (told) => ({ ...owner(told), ...centre(told) }), reasons: 'referral.cancel' },
  'referral.closed': { to: both, reasons: 'referral.close' },
  'referral.closed-unanswered': { to: both },
  'referral.expired': { to: both },
  'referral.consent-withdrawn': { to: both },
  'referral.reopened': { to: both, reasons: 'referral.reopen' },
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
    // What happens beyond the alliance is told of the referral that was forwarded.
    const referralId = (event.payload['referralId'] as string | undefined) ?? event.aggregateId;
    const told = await tx.first<Told & Record<string, unknown>>(TOLD, [referralId, event.occurredAt]);
    if (!told?.referralNo) return;
    const { toInstitutionId, toDepartmentId, fromInstitutionId } = told;
    const { to, template = event.topic, reasons, escalates, asks } = TELLS[event.topic]!;
    if (asks && hasReachedByChannel(told, event)) return;
    // Whatever happens next to a referral, somebody has seen to what was announced before.
    await this.notices.settle(tx, referralId);
    await this.notices.send(tx, {
      institutionId: escalates ? toInstitutionId : fromInstitutionId,
      departmentId: escalates ? toDepartmentId : null,
      recipients: to(told),
      template,
      parameters: parametersOf(told, told.referralNo, event, reasons),
      subject: { type: 'Referral', id: referralId },
      urgency: urgencyOf(told),
      ...(escalates && escalationOf(told)),
    });
  }
}

/** Opening a green channel has sent it to the receiver, and has told them already. */
function hasReachedByChannel({ channelOpen, receivedAt }: Told, { occurredAt }: DeliveredEvent): boolean {
  return channelOpen && Number(receivedAt) === Number(occurredAt);
}

function urgencyOf({ kind, priority }: Told): Urgency {
  return kind === 'ROUTINE' ? URGENCY[priority] : Urgency.EMERGENCY;
}

/** Emergencies go along the duty roster by a time limit of their own. */
function escalationOf(told: Told): Pick<Announcement, 'escalation'> {
  return told.kind === 'ROUTINE' && urgencyOf(told) === Urgency.EMERGENCY ? { escalation: ESCALATION } : {};
}

function parametersOf(
  told: Told,
  referralNo: string,
  { reasonCode }: DeliveredEvent,
  reasons?: string,
): Announcement['parameters'] {
  return {
    fromInstitution: told.fromInstitutionId,
    toInstitution: told.toInstitutionId,
    department: told.toDepartmentId,
    referralNo,
    ...(told.visitTime && { time: told.visitTime.toISOString() }),
    ...(reasons && reasonCode && { reason: `${reasons}/${reasonCode}` }),
  };
}
