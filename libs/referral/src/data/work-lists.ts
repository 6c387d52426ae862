import { keepsNoBedsSql, keepsNoPlacesSql, noFreeBedSql, noFreePlaceSql } from '#capacity';
import { Role } from '#identity';
import { ALLIANCE_ZONE, dayOf, localDate, type Interval } from '#kernel';
import {
  actingFor,
  departmentsOf,
  holdsRole,
  peopleBehind,
  type ActorContext,
  type Arm,
  type Parameters,
} from '#platform';
import { ReferralWorkList } from '../domain/work-list.js';
import { CENTRE_REVIEWS } from './internal-review.js';
import { UP_RECEIVERS, receivedScope, sentArms, toOneOf, visibleTo } from './visibility.js';

/** Emergencies before everything else, green channels before them; indexes hold the same expression. */
export const ORDER_CLASS = `(CASE r.kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END)`;

/** Which instant of a referral a list is worked by, within a class. */
const SUBMITTED = 'coalesce(r.first_submitted_at, r.created_at)';
const EXPECTED = 'coalesce(r.visit_time, r.first_submitted_at)';

/** When a place or a bed was last looked for in vain; what was never tried stands where it was submitted. */
export const LAST_TRY = `coalesce(r.slot_searched_at, ${SUBMITTED})`;

/** SQL of one list: conditions that exclude each other, each answered by one partial index, and the instant it is worked by. */
export interface WorkListSql {
  readonly arms: readonly Arm[];
  readonly at: string;
}

/** Who asks when, and where their values go. */
interface Asked {
  readonly actor: ActorContext;
  readonly now: Date;
  readonly parameters: Parameters;
}

/** The list as it is for the actor, within what exists for them. */
export function workListSql(list: ReferralWorkList, asked: Asked): WorkListSql {
  const at = list === ReferralWorkList.ARRIVING_TODAY || list === ReferralWorkList.OVERDUE ? EXPECTED : SUBMITTED;
  return { arms: ARMS[list](asked), at };
}

/** What the actor has written. */
const written = ({ actor, parameters }: Asked, condition: string): string =>
  `r.author_staff_id = ${parameters.add(actingFor(actor))} AND ${condition} AND r.archived_at IS NULL
    AND r.from_institution_id = ${parameters.add(actor.institutionId)}`;
/** Nothing of it has ended, so all of it is in sight. */
const received = (asked: Asked, condition: string): string =>
  `${condition} AND ${receivedScope(asked.actor, asked.parameters)}`;

/**
 * What the actor has taken on or is to receive: an index leads from the doctor to a few. IS TRUE keeps PostgreSQL from reading
 * all that the department ever received beside it.
 */
const owned = (asked: Asked, condition: string): string =>
  `r.owner_staff_id = ${asked.parameters.add(actingFor(asked.actor))} AND r.ended_at IS NULL AND ${condition}
    AND (${receivedScope(asked.actor, asked.parameters)}) IS TRUE`;

const ARMS: Readonly<Record<ReferralWorkList, (asked: Asked) => Arm[]>> = {
  MINE: (asked) => [written(asked, 'r.ended_at IS NULL'), owned(asked, 'r.author_staff_id <> r.owner_staff_id')],
  SENT: (asked) => [written(asked, 'r.ended_at IS NULL AND r.received_at IS NOT NULL')],
  WAITING_FOR_ME: (asked) => [
    written(asked, `r.state IN ('RETURNED_FOR_EDIT', 'AWAITING_INFORMATION')`),
    owned(asked, `r.state = 'PENDING_RECEIPT'`),
  ],
  COMING_BACK: (asked) => [owned(asked, `r.direction = 'DOWN'`)],
  TO_CLAIM: (asked) => [
    received(asked, `r.state = 'PENDING_ACCEPTANCE' AND r.owner_staff_id IS NULL${ofOwnDepartments(asked)}`),
  ],
  TO_REVIEW: (asked) => toReview(asked),
  TO_ALLOCATE: (asked) => [received(asked, `r.state IN ('PENDING_ALLOCATION', 'PENDING_REASSIGNMENT')`)],
  TO_ARRANGE: (asked) => [received(asked, `r.state = 'ACCEPTED'`)],
  NO_SLOT: (asked) => noSlot(asked),
  ARRIVING_TODAY: (asked) => {
    const [start, end] = [today(asked).start, today(asked).end].map((instant) => asked.parameters.add(instant));
    return [eachClass(received(asked, `r.state = 'ARRANGED' AND ${EXPECTED} >= ${start} AND ${EXPECTED} < ${end}`))];
  },
  OVERDUE: (asked) => {
    const missed = `r.state = 'ARRANGED' AND ${EXPECTED} < ${asked.parameters.add(today(asked).start)}`;
    return [
      eachClass(received(asked, missed)),
      received(asked, `r.state = 'NO_SHOW'`),
      received(asked, `r.state = 'NOT_ARRIVED'`),
      ...sentArms(asked.actor, asked.parameters).map(
        (arm) => `${arm} AND r.state = 'NOT_ARRIVED' AND r.from_institution_id <> r.to_institution_id`,
      ),
      ...escalated(asked).map((arm) => `${arm} AND r.state NOT IN ('NO_SHOW', 'NOT_ARRIVED') AND NOT (${missed})`),
    ];
  },
  EMERGENCIES: (asked) => [received(asked, `r.kind <> 'ROUTINE' AND r.ended_at IS NULL`)],
};

/** Where an instant decides what is in a list, each class has its own part of the index. */
const eachClass = (where: string): Arm => ({
  of: 'SELECT * FROM (VALUES (0), (1), (2)) c(class)',
  where: `${ORDER_CLASS} = e.class AND ${where}`,
});

/**
 * Open ones for which a time limit has turned to the own institution, as receiver, as sender, or as the centre that reviews
 * beside the sender's heads, of whom there are few at a time. A trigger keeps the marks in step with the escalations.
 */
function escalated(asked: Asked): string[] {
  const { actor, parameters } = asked;
  const institution = parameters.add(actor.institutionId);
  const asReceiver = `(r.to_institution_id = ${institution} AND r.received_at IS NOT NULL)`;
  return [
    received(asked, 'r.escalated_to_receiver AND r.ended_at IS NULL'),
    ...sentArms(actor, parameters).map(
      (arm) => `${arm} AND r.escalated_to_sender AND r.ended_at IS NULL AND NOT ${asReceiver}`,
    ),
    ...(holdsRole(actor, Role.REFERRAL_COORDINATOR)
      ? [
          `r.reviewing_institution_id = ${institution} AND r.state = 'PENDING_INTERNAL_REVIEW' AND NOT ${asReceiver}
            AND r.from_institution_id <> ${institution} AND EXISTS (SELECT 1 FROM referral_escalations x
              WHERE x.referral_id = r.id AND x.institution_id = ${institution} AND x.ended_at IS NULL AND x.level > 0)`,
        ]
      : []),
  ];
}

/** Whoever coordinates besides sees the whole institution, and still claims for their own departments alone. */
function ofOwnDepartments({ actor, parameters }: Asked): string {
  const { all, departmentIds } = departmentsOf(actor, UP_RECEIVERS);
  return all ? '' : ` AND ${toOneOf(departmentIds, parameters)}`;
}

/** What others of the own departments wrote, and what a referral centre reviews for heads who cannot, or have not in time. */
function toReview(asked: Asked): string[] {
  const { actor, parameters } = asked;
  const institution = parameters.add(actor.institutionId);
  const waiting = `r.state = 'PENDING_INTERNAL_REVIEW'
    AND r.author_staff_id <> ALL(${parameters.add(peopleBehind(actor))}::uuid[])`;
  const headed = headedBy(asked, institution);
  const heads = headed === null ? [] : [`${headed} AND ${waiting}`];
  if (!holdsRole(actor, Role.REFERRAL_COORDINATOR)) return heads;
  const standsIn = `r.reviewing_institution_id = ${institution} AND ${CENTRE_REVIEWS}`;
  return [...heads, `${standsIn} AND ${waiting}${headed === null ? '' : ` AND (${headed}) IS NOT TRUE`}`];
}

/**
 * SQL that is true for what the departments send that somebody heads; null where there are none. Who heads all of an institution,
 * or stands in, sees what they review anyway: asked again, PostgreSQL would expect hardly any, and sort them all.
 */
function headedBy({ actor, now, parameters }: Asked, institution: string): string | null {
  const { all, departmentIds } = departmentsOf(actor, [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD]);
  const own = `r.from_institution_id = ${institution}`;
  if (all || departmentIds.length === 0) return all ? own : null;
  const department =
    'coalesce(r.from_department_id, (SELECT w.department_id FROM staff w WHERE w.id = r.author_staff_id))';
  return `${own} AND ${department} = ANY(${parameters.add(departmentIds)}) AND ${visibleTo(actor, now, parameters)}`;
}

/**
 * Of departments that keep places or beds on the platform and have none to give; of the others, what was looked for in vain
 * since it was accepted. Each department is asked once what it has, and what waits for it lies in an index by itself.
 */
function noSlot(asked: Asked): Arm[] {
  const { actor, now, parameters } = asked;
  const own = { institutionId: parameters.add(actor.institutionId), now: `${parameters.add(now)}::timestamptz` };
  const waiting = received(
    asked,
    `r.state = 'ACCEPTED' AND r.to_department_id = e.department_id AND ${FOR_BED} = e.for_bed`,
  );
  return [
    { of: placesOrBeds(noFreePlaceSql(own), noFreeBedSql(own)), where: waiting },
    {
      of: placesOrBeds(keepsNoPlacesSql(own), keepsNoBedsSql(own)),
      where: `${waiting} AND r.slot_searched_at >= r.state_changed_at`,
    },
  ];
}

/** Whether it waits for a bed; indexes hold the same expression. */
const FOR_BED = `coalesce(r.handling = 'INPATIENT', false)`;

const placesOrBeds = (places: string, beds: string): string =>
  `SELECT p.department_id, false AS for_bed FROM (${places}) p
   UNION ALL SELECT b.department_id, true FROM (${beds}) b`;

const today = ({ now }: Asked): Interval => dayOf(localDate(now, ALLIANCE_ZONE), ALLIANCE_ZONE);
