import { after, before, days, hours, minutes, seconds, type Duration } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { County, StaffMember } from '../county/index.js';
import type { Chance } from '../random.js';
import type { Act } from '../referrals/act.js';
import type { Recorded } from '../referrals/rows.js';

/** How far back inboxes reach. */
const REACH = days(30);
/** Whoever has not been at work since has read what is older. */
const READ_BY = days(3);
const READ_SOON_SHARE = 0.5;

/** What notices are made of. */
export interface NoticeLoad {
  readonly county: County;
  readonly referrals: readonly Recorded[];
  /** Only whoever has an account has an inbox. */
  readonly hasAccount: (member: StaffMember) => boolean;
  readonly now: Date;
}

export interface NoticeRows {
  readonly announcements: Rows;
  readonly notices: Rows;
}

interface Told {
  readonly referral: Recorded;
  readonly act: Act;
  readonly at: Date;
}

interface Telling {
  readonly toReceiver?: true;
  /** The list that the reason of the act is of. */
  readonly reasons?: string;
}

/** Which acts tell the other side, as the product does. */
const TELLS: Readonly<Record<string, Telling>> = {
  'referral.submitted': { toReceiver: true },
  'referral.claimed': {},
  'referral.accepted': {},
  'referral.rejected': { reasons: 'referral.reject' },
  'referral.returned': { reasons: 'referral.return' },
  'referral.arranged': {},
  'referral.arrived': {},
  'referral.completed': {},
};

/** Inboxes as they would be had the referrals of the last month been told: the old is read, some of the new is not. */
export function noticesOf(chance: Chance, load: NoticeLoad): NoticeRows {
  const since = before(load.now, REACH);
  const told = load.referrals.flatMap((referral) =>
    referral.acts
      .filter(({ at, topic }) => referral.referralNo && at >= since && TELLS[topic])
      .map((act): Told => ({ referral, act, at: after(act.at, seconds(chance.integer(1, 4))) })),
  );
  const announcements: Rows[number][] = [];
  const notices: Rows[number][] = [];
  for (const one of told.toSorted((a, b) => +a.at - +b.at)) {
    const announcement = announcementRow(chance.id(one.at), one);
    const inboxes = recipientsOf(one, load).map((member) =>
      noticeRow(chance, announcement.id, { ...one, member, load }),
    );
    const first = inboxes
      .filter(({ acknowledged_at: at }) => at !== null)
      .toSorted((a, b) => +a.acknowledged_at! - +b.acknowledged_at!)[0];
    notices.push(...inboxes);
    announcements.push({
      ...announcement,
      acknowledged_at: first?.acknowledged_at ?? null,
      acknowledged_by_staff_id: first?.staff_id ?? null,
    });
  }
  return { announcements, notices };
}

function announcementRow(id: string, { referral, act, at }: Told) {
  const { toReceiver, reasons } = TELLS[act.topic]!;
  const { from, department, priority } = referral;
  return {
    id,
    institution_id: toReceiver ? department.institution.id : from.id,
    department_id: toReceiver ? department.id : null,
    domain: 'REFERRAL',
    template_code: act.topic,
    template_version: 1,
    parameters: {
      ...placesOf(referral),
      ...(isArranged(referral, act) && { time: referral.visitTime!.toISOString() }),
      ...(reasons && act.reasonCode && { reason: `${reasons}/${act.reasonCode}` }),
    },
    subject_type: 'Referral',
    subject_id: referral.id,
    urgency: priority === 'II' ? 'URGENT' : 'ROUTINE',
    created_at: at,
  };
}

/** What every text about a referral may name. */
export function placesOf({ from, department, referralNo }: Recorded) {
  return {
    fromInstitution: from.id,
    toInstitution: department.institution.id,
    department: department.id,
    referralNo,
  };
}

function isArranged({ acts }: Recorded, act: Act): boolean {
  const arranged = acts.findIndex(({ action }) => action === 'arrange');
  return arranged >= 0 && acts.indexOf(act) >= arranged;
}

const treats = ({ roles }: StaffMember): boolean =>
  roles.some((role) => role === 'COUNTY_DOCTOR' || role === 'DEPT_HEAD');

function recipientsOf({ referral, act }: Told, { county, hasAccount }: NoticeLoad): StaffMember[] {
  const { department, cast } = referral;
  if (!TELLS[act.topic]!.toReceiver) return [cast.author];
  const receivers = county.staff.filter(
    (member) =>
      (member.department === department && treats(member)) ||
      (member.institution === department.institution && member.roles.includes('REFERRAL_COORDINATOR')),
  );
  return receivers.filter(hasAccount);
}

function noticeRow(
  chance: Chance,
  announcementId: string,
  { referral, act, at, member, load }: Told & { readonly member: StaffMember; readonly load: NoticeLoad },
) {
  const next = referral.acts.slice(referral.acts.indexOf(act) + 1).find(({ by }) => by === member);
  const readAt = next ? before(next.at, seconds(chance.integer(20, 50))) : readAtLeisure(chance, at, load.now);
  const isSettled = readAt !== null && (next !== undefined || at < before(load.now, READ_BY));
  return {
    id: chance.id(at),
    announcement_id: announcementId,
    staff_id: member.id,
    domain: 'REFERRAL',
    level: 0,
    created_at: at,
    read_at: readAt,
    acknowledged_at: isSettled ? readAt : null,
  };
}

function readAtLeisure(chance: Chance, at: Date, now: Date): Date | null {
  const within: Duration = hours(20);
  const readAt = after(at, minutes(chance.integer(5, within / minutes(1))));
  const isOld = at < before(now, READ_BY);
  if (!isOld && !chance.happens(READ_SOON_SHARE)) return null;
  return readAt < now ? readAt : null;
}
