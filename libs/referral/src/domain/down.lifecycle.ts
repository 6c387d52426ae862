import type { Lifecycle, LocalDate } from '#kernel';
import type { DownState } from './down-state.js';
import { isSecondPerson, standsIn } from './review.js';
import { awaitedDown, isAwaited, mayUrgeAgain } from './urge.js';
import { downTransitions as table } from './down.transitions.js';

/** The down-referral as its rules see it. */
export interface DownReferral {
  readonly state: DownState;
  readonly authorStaffId: string;
  /** Who has had a hand in it before it was reviewed, also for others and by others. */
  readonly writers: readonly string[];
  readonly fromInstitutionId: string;
  /** The department that sends; its head reviews. */
  readonly fromDepartmentId: string | null;
  readonly reviewingInstitutionId: string | null;
  /** Whether the referral centre reviews, because the heads cannot or have not in time. */
  readonly centreReviews: boolean;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  /** The doctor who is to receive the patient; null while nobody is named. */
  readonly ownerStaffId: string | null;
  /** Parts of the package that submitting needs and that are still empty. */
  readonly missingParts: readonly string[];
  readonly firstFollowUpOn: LocalDate | null;
  /** The day by which the team is to look after the patient; null where it has nothing to do. */
  readonly followUpOn: LocalDate | null;
  /** From when on whoever it waits for may be urged again; null where they may be now. */
  readonly urgeAgainAt: Date | null;
  /** Since when a draft may be archived; null for anything else. */
  readonly overdueAt: Date | null;
}

/** Who asks, in relation to down-referrals. */
export interface DownActor {
  /** In whose name they act. */
  readonly staffId: string;
  /** Everybody behind the act: whoever does it, and in whose name. */
  readonly people: readonly string[];
  readonly institutionId: string;
  /** Departments that the actor heads; `all` for the whole institution. */
  readonly heads: { readonly all: boolean; readonly departmentIds: readonly string[] };
  readonly isTownshipHead: boolean;
  /** Whether they write referrals upwards, as doctors do. */
  readonly writesReferrals: boolean;
  readonly isCoordinator: boolean;
  readonly isSystem: boolean;
}

/** Everything the rules look at, read before any of them is asked. */
export interface DownFacts {
  readonly referral: DownReferral;
  readonly actor: DownActor;
  /** Whether the receiving department takes referrals now. */
  readonly departmentAccepts: boolean;
  /** Whether the sending department reviews what it sends down. */
  readonly reviewIsOn: boolean;
  readonly now: Date;
  readonly today: LocalDate;
  /** The last day on which the first follow-up may be, by the risk of the patient. */
  readonly latestFirstFollowUp: LocalDate;
}

/** What one attempt brings along. */
export interface DownAttempt {
  /** Why a coded reason does not do: not in the list, or its comment is missing; null when it does. */
  readonly reasonProblem?: string | null;
  readonly reasonCode?: string;
  /** Whether the department takes referrals that it is to be redirected to. */
  readonly targetAccepts?: boolean;
  /** Who is to look after the patient from now on. */
  readonly receiverStaffId?: string;
  /** How many more files the package may hold. */
  readonly attachmentsLeft?: number;
}

/** The reason that only a referral back gives. */
export const BACK_TO_COUNTY = 'back_to_county';

/** What the names in the table of down-referrals mean. */
export const downLifecycle: Lifecycle<typeof table, DownFacts, DownAttempt> = {
  table,
  who: {
    author: ({ actor, referral }) =>
      actor.staffId === referral.authorStaffId && actor.institutionId === referral.fromInstitutionId,
    reviewer: (facts) => headsSender(facts) || standsIn(facts.actor, facts.referral),
    townshipHead: ({ actor, referral }) => actor.isTownshipHead && actor.institutionId === referral.toInstitutionId,
    receivingDoctor: ({ actor, referral }) =>
      actor.staffId === referral.ownerStaffId && actor.institutionId === referral.toInstitutionId,
    coordinator: ({ actor, referral }) => actor.isCoordinator && actor.institutionId === referral.fromInstitutionId,
    system: ({ actor }) => actor.isSystem,
  },
  guards: {
    untouched: ({ referral: { overdueAt }, now }) =>
      (overdueAt !== null && now >= overdueAt) || { rule: 'NOT_OVERDUE' },
    awaited: ({ referral, today }) => isAwaited(awaitedDown(referral, today)),
    notUrgedLately: ({ referral: { urgeAgainAt }, now }) => mayUrgeAgain(urgeAgainAt, now),
    packageComplete: ({ referral }) =>
      referral.missingParts.length === 0 || { rule: 'PACKAGE_INCOMPLETE', facts: { missing: referral.missingParts } },
    firstFollowUpInTime,
    departmentAccepts: ({ departmentAccepts, referral }) =>
      departmentAccepts || { rule: 'DEPARTMENT_CLOSED', facts: { departmentId: referral.toDepartmentId } },
    notAuthor: ({ actor, referral }) => isSecondPerson(actor.people, referral) || { rule: 'OWN_REFERRAL' },
    writesReferrals: ({ actor }) => actor.writesReferrals || { rule: 'DOCTOR_REFERS_BACK' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    roomForAttachment: ({ attachmentsLeft }) => attachmentsLeft !== 0 || { rule: 'TOO_MANY_ATTACHMENTS' },
    targetAccepts: ({ targetAccepts }) => targetAccepts === true || { rule: 'DEPARTMENT_CLOSED' },
    otherDoctor: ({ receiverStaffId, referral }) =>
      receiverStaffId !== referral.ownerStaffId || { rule: 'SAME_DOCTOR' },
    notBackToCounty: ({ reasonCode }) => reasonCode !== BACK_TO_COUNTY || { rule: 'REFERRAL_BACK_MISSING' },
  },
  choices: {
    reviewOrReceiver: (facts) => (facts.reviewIsOn ? 'PENDING_INTERNAL_REVIEW' : receiverState(facts)),
    receiver: receiverState,
  },
};

function headsSender({ actor, referral }: DownFacts): boolean {
  const { all, departmentIds } = actor.heads;
  const heads = all || (referral.fromDepartmentId !== null && departmentIds.includes(referral.fromDepartmentId));
  return heads && actor.institutionId === referral.fromInstitutionId;
}

function firstFollowUpInTime({ referral: { firstFollowUpOn }, today, latestFirstFollowUp }: DownFacts) {
  if (!firstFollowUpOn || firstFollowUpOn < today) return { rule: 'FIRST_FOLLOW_UP_IN_PAST', facts: { today } };
  return (
    firstFollowUpOn <= latestFirstFollowUp || {
      rule: 'FIRST_FOLLOW_UP_TOO_LATE',
      facts: { latest: latestFirstFollowUp },
    }
  );
}

function receiverState({ referral }: DownFacts): 'PENDING_RECEIPT' | 'PENDING_ALLOCATION' {
  return referral.ownerStaffId ? 'PENDING_RECEIPT' : 'PENDING_ALLOCATION';
}
