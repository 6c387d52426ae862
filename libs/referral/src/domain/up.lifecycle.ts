import { hasText, readableLength, type Lifecycle, type Verdict } from '#kernel';
import type { Handling, Priority, ReferralKind, UpState } from './referral-state.js';
import { isSecondPerson, standsIn } from './review.js';
import { awaitedUp, isAwaited, mayUrgeAgain } from './urge.js';
import type { upTransitions } from './up.transitions.js';
import { upTransitions as table } from './up.transitions.js';

/** The referral as its rules see it. */
export interface UpReferral {
  readonly state: UpState;
  readonly kind: ReferralKind;
  /** Whether it was sent as an emergency, expected without an appointment; a green channel alone does not make it one. */
  readonly sentAsEmergency: boolean;
  readonly authorStaffId: string;
  /** Who has had a hand in it before it was reviewed, also for others and by others. */
  readonly writers: readonly string[];
  readonly fromInstitutionId: string;
  /** Department of the author, whose head may review; null where they have none. */
  readonly authorDepartmentId: string | null;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly ownerStaffId: string | null;
  /** Name of the doctor who owns it, for those who come second. */
  readonly ownerName: string | null;
  /** Whose heads or referral centre review it; null where nobody does. */
  readonly reviewingInstitutionId: string | null;
  /** Whether the referral centre there does, because the sender's heads cannot or have not in time. */
  readonly centreReviews: boolean;
  /** Fields of the form that submitting needs and that are still empty. */
  readonly missingFields: readonly string[];
  /** How the patient is to be treated; null before that is decided. */
  readonly handling: Handling | null;
  readonly outcomeRecorded: boolean;
  /** When the patient is expected; null before that is arranged. */
  readonly visitTime: Date | null;
  /** From when on whoever it waits for may be urged again; null where they may be now. */
  readonly urgeAgainAt: Date | null;
  /** When the appointment code stops to count; null where there is none. */
  readonly codeExpiresAt: Date | null;
  /** Since when the system may end it, or archive it where it is a draft; null where it never may. */
  readonly overdueAt: Date | null;
  /** The state that it ended in, for those who open it again. */
  readonly endedFrom: UpState | null;
  readonly reopenableUntil: Date | null;
  readonly acknowledgedAt: Date | null;
  /** Whom an emergency that nobody has acknowledged waits for; without a doctor on duty, the roster has a gap. */
  readonly onDuty: OnDuty | null;
  /** Until when an emergency can be amended; null where it has been. */
  readonly amendableUntil: Date | null;
}

/** Staff on duty for the receiving department. */
export interface OnDuty {
  readonly doctors: readonly string[];
  readonly heads: readonly string[];
}

/** Who asks, in relation to referrals. */
export interface UpActor {
  /** In whose name they act. */
  readonly staffId: string;
  /** Everybody behind the act: whoever does it, and in whose name. */
  readonly people: readonly string[];
  readonly institutionId: string;
  /** Departments for which the actor receives referrals as a doctor; `all` for the whole institution. */
  readonly receivesFor: Departments;
  /** Departments whose doctors' referrals the actor reviews. */
  readonly headOf: Departments;
  readonly isCoordinator: boolean;
  readonly isRegistrar: boolean;
  readonly isSystem: boolean;
}

interface Departments {
  readonly all: boolean;
  readonly departmentIds: readonly string[];
}

/** Everything the rules look at, read before any of them is asked. */
export interface UpFacts {
  readonly referral: UpReferral;
  readonly actor: UpActor;
  /** Whether the receiving department takes referrals now. */
  readonly departmentAccepts: boolean;
  readonly consentOnFile: boolean;
  /** Whether the patient agrees to be sent beyond the alliance, with their papers. */
  readonly onwardConsentOnFile: boolean;
  readonly now: Date;
}

/** What one attempt brings along. */
export interface UpAttempt {
  /** What an emergency is amended to. */
  readonly priority?: Priority;
  /** An open referral of the same patient to the same department that could be the same request. */
  readonly possibleDuplicateId?: string | null;
  readonly confirmDuplicateOf?: string | null | undefined;
  readonly reviewRequired?: boolean;
  /** Why a coded reason does not do: not in the list, or its comment is missing; null when it does. */
  readonly reasonProblem?: string | null;
  /** How many files may still be attached. */
  readonly attachmentsLeft?: number;
  readonly advice?: string;
  /** Whether the one who is to own it is a doctor of the receiving department. */
  readonly assigneeReceives?: boolean;
  readonly visitTime?: Date;
  /** The last instant for which a visit may be arranged. */
  readonly latestVisit?: Date;
  /** What is held for the visit. */
  readonly takes?: 'SLOT' | 'BED' | null;
  /** Whether the patient is known by the appointment code that they have shown. */
  readonly byCode?: boolean;
  /** When the patient of a referral that is recorded afterwards arrived, and the earliest instant that it may be. */
  readonly arrivedAt?: Date;
  readonly earliestArrival?: Date;
  /** Whether the department takes referrals that it is to be redirected to, and the consent covers its institution. */
  readonly targetAccepts?: boolean;
  readonly consentCoversTarget?: boolean;
  readonly appropriate?: boolean;
  readonly inappropriateReason?: string | null | undefined;
}

/** Fewer characters are no advice. */
const SHORTEST_ADVICE = 10;

const covers = ({ all, departmentIds }: Departments, departmentId: string | null): boolean =>
  all || (departmentId !== null && departmentIds.includes(departmentId));

/** Whoever works elsewhere by now acts there for others: what they wrote and took on stays with the institution. */
const isAuthor = ({ actor, referral }: UpFacts): boolean =>
  actor.staffId === referral.authorStaffId && actor.institutionId === referral.fromInstitutionId;
const isUrgent = ({ referral }: UpFacts): boolean => referral.kind !== 'ROUTINE';
const receives = ({ actor, referral }: UpFacts): boolean =>
  actor.institutionId === referral.toInstitutionId && covers(actor.receivesFor, referral.toDepartmentId);
const receivesEmergency = (facts: UpFacts): boolean => isUrgent(facts) && receives(facts);
const coordinates = ({ actor, referral }: UpFacts): boolean =>
  actor.isCoordinator && actor.institutionId === referral.toInstitutionId;

/** What the names in the table of up-referrals mean. */
export const upLifecycle: Lifecycle<typeof upTransitions, UpFacts, UpAttempt> = {
  table,
  who: {
    author: isAuthor,
    reviewer: reviews,
    departmentDoctor: receives,
    emergencyDoctor: receivesEmergency,
    owner: ({ actor, referral }) =>
      referral.ownerStaffId !== null &&
      actor.staffId === referral.ownerStaffId &&
      actor.institutionId === referral.toInstitutionId,
    coordinator: coordinates,
    registrar: ({ actor, referral }) => actor.isRegistrar && actor.institutionId === referral.toInstitutionId,
    system: ({ actor }) => actor.isSystem,
  },
  guards: {
    formComplete: ({ referral }) =>
      referral.missingFields.length === 0 || { rule: 'FORM_INCOMPLETE', facts: { missing: referral.missingFields } },
    departmentAccepts: ({ departmentAccepts, referral }) =>
      departmentAccepts || { rule: 'DEPARTMENT_CLOSED', facts: { departmentId: referral.toDepartmentId } },
    consentOnFile: ({ consentOnFile }) => consentOnFile || { rule: 'CONSENT_MISSING' },
    consentStands: (facts) => isUrgent(facts) || facts.consentOnFile || { rule: 'CONSENT_MISSING' },
    routine: ({ referral }) => !referral.sentAsEmergency || { rule: 'EMERGENCY' },
    emergency: ({ referral }) => referral.sentAsEmergency || { rule: 'NOT_EMERGENCY' },
    unacknowledged: ({ referral }) => referral.acknowledgedAt === null || { rule: 'ALREADY_ACKNOWLEDGED' },
    onDuty: ({ actor, referral: { onDuty } }) => {
      if (!onDuty || onDuty.doctors.length === 0) return true;
      return (
        actor.people.some((id) => onDuty.doctors.includes(id) || onDuty.heads.includes(id)) || { rule: 'NOT_ON_DUTY' }
      );
    },
    amendable: ({ referral, now }) =>
      (referral.amendableUntil !== null && now <= referral.amendableUntil) || { rule: 'NOT_AMENDABLE' },
    notOwnReferral: ({ actor, referral }) => isSecondPerson(actor.people, referral) || { rule: 'OWN_REFERRAL' },
    onwardConsent: (facts) => isUrgent(facts) || facts.onwardConsentOnFile || { rule: 'ONWARD_CONSENT_MISSING' },
    unclaimed: ({ referral }) => referral.ownerStaffId === null || alreadyClaimed(referral),
    owned,
    outcomeRecorded: ({ referral }) => referral.outcomeRecorded || { rule: 'OUTCOME_MISSING' },
    awaited: ({ referral, now }) => isAwaited(awaitedUp(referral, now)),
    notUrgedLately: ({ referral: { urgeAgainAt }, now }) => mayUrgeAgain(urgeAgainAt, now),
    untouched: overdue,
    overdue,
    reopenable: ({ referral, now }) =>
      (referral.reopenableUntil !== null && now <= referral.reopenableUntil) || { rule: 'ENDED_TOO_LONG_AGO' },
  },
  demands: {
    notDuplicate: ({ possibleDuplicateId, confirmDuplicateOf }) =>
      !possibleDuplicateId ||
      possibleDuplicateId === confirmDuplicateOf || {
        rule: 'POSSIBLE_DUPLICATE',
        facts: { referralId: possibleDuplicateId },
      },
    priorityOfChannel: ({ priority, referral: { kind } }) =>
      kind !== 'GREEN_CHANNEL' || priority === undefined || priority === 'I' || { rule: 'GREEN_CHANNEL_PRIORITY' },
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    roomForAttachment: ({ attachmentsLeft }) => attachmentsLeft !== 0 || { rule: 'TOO_MANY_ATTACHMENTS' },
    advice: ({ advice }) =>
      (advice !== undefined && readableLength(advice) >= SHORTEST_ADVICE) || {
        rule: 'ADVICE_TOO_SHORT',
        facts: { atLeast: SHORTEST_ADVICE },
      },
    assignee: ({ assigneeReceives }) => assigneeReceives === true || { rule: 'ASSIGNEE_UNFIT' },
    visitInFuture: ({ visitTime, now }) => (visitTime !== undefined && visitTime > now) || { rule: 'VISIT_IN_PAST' },
    visitNotTooFar: ({ visitTime, latestVisit }) =>
      !visitTime ||
      !latestVisit ||
      visitTime <= latestVisit || { rule: 'VISIT_TOO_FAR', facts: { latest: latestVisit.toISOString() } },
    capacityFits: ({ takes, referral: { handling } }) => {
      if (takes === 'SLOT' && handling !== 'OUTPATIENT') return { rule: 'SLOT_FOR_OUTPATIENTS' };
      return takes !== 'BED' || handling === 'INPATIENT' || { rule: 'BED_FOR_INPATIENTS' };
    },
    codeShown: (facts) =>
      facts.byCode === true || coordinates(facts) || receivesEmergency(facts) || { rule: 'CODE_NEEDED' },
    codeValid: ({ byCode, referral, now }) =>
      !byCode || (referral.codeExpiresAt !== null && now <= referral.codeExpiresAt) || { rule: 'CODE_EXPIRED' },
    recentArrival: ({ arrivedAt, earliestArrival, now }) =>
      (arrivedAt !== undefined &&
        earliestArrival !== undefined &&
        arrivedAt >= earliestArrival &&
        arrivedAt <= now) || {
        rule: 'ARRIVAL_NOT_RECENT',
      },
    targetAccepts: ({ targetAccepts }) => targetAccepts === true || { rule: 'DEPARTMENT_CLOSED' },
    consentCoversTarget: ({ consentCoversTarget }) => consentCoversTarget === true || { rule: 'CONSENT_MISSING' },
    appropriatenessReason: ({ appropriate, inappropriateReason }) =>
      appropriate !== false || hasText(inappropriateReason) || { rule: 'INAPPROPRIATE_REASON_MISSING' },
  },
  choices: {
    internalReview: ({ reviewRequired, referral }) =>
      reviewRequired && referral.kind === 'ROUTINE' ? 'PENDING_INTERNAL_REVIEW' : 'PENDING_ACCEPTANCE',
    stateBefore: ({ referral }) => reopenedState(referral),
  },
};

/** A head of the sender, or the referral centre that stands in. */
function reviews({ actor, referral }: UpFacts): boolean {
  const heads = actor.institutionId === referral.fromInstitutionId && covers(actor.headOf, referral.authorDepartmentId);
  return heads || standsIn(actor, referral);
}

/** A doctor acts on a referral only after having claimed it; one that is somebody else's names the owner. */
function owned({ actor, referral }: UpFacts): Verdict {
  if (referral.ownerStaffId === null) return { rule: 'NOT_CLAIMED' };
  return actor.staffId === referral.ownerStaffId || alreadyClaimed(referral);
}

function alreadyClaimed({ ownerStaffId, ownerName }: UpReferral): Exclude<Verdict, true> {
  return { rule: 'ALREADY_CLAIMED', facts: { ownerStaffId, ownerName } };
}

function overdue({ referral, now }: UpFacts): Verdict {
  return (referral.overdueAt !== null && now >= referral.overdueAt) || { rule: 'NOT_OVERDUE' };
}

/** What held a slot or a code has lost it. @throws RangeError for a referral that did not end from an open state */
function reopenedState({ endedFrom }: UpReferral) {
  switch (endedFrom) {
    case 'RETURNED_FOR_EDIT':
    case 'PENDING_ACCEPTANCE':
    case 'AWAITING_INFORMATION':
    case 'ARRIVED':
      return endedFrom;
    case 'ACCEPTED':
    case 'ARRANGED':
    case 'NO_SHOW':
      return 'ACCEPTED';
    default:
      throw new RangeError(`Nothing is reopened to ${endedFrom}.`);
  }
}
