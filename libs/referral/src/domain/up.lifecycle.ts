import type { Lifecycle, Verdict } from '#kernel';
import type { UpState } from './referral-state.js';
import type { upTransitions } from './up.transitions.js';
import { upTransitions as table } from './up.transitions.js';

/** The referral as its rules see it. */
export interface UpReferral {
  readonly state: UpState;
  readonly authorStaffId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly ownerStaffId: string | null;
  /** Name of the doctor who owns it, for those who come second. */
  readonly ownerName: string | null;
  /** Fields of the form that submitting needs and that are still empty. */
  readonly missingFields: readonly string[];
  readonly outcomeRecorded: boolean;
  /** When the appointment code stops to count; null where there is none. */
  readonly codeExpiresAt: Date | null;
}

/** Who asks, in relation to referrals. */
export interface UpActor {
  readonly staffId: string;
  readonly institutionId: string;
  /** Departments for which the actor receives referrals as a doctor; `all` for the whole institution. */
  readonly receivesFor: { readonly all: boolean; readonly departmentIds: readonly string[] };
  readonly isCoordinator: boolean;
  readonly isRegistrar: boolean;
}

/** Everything the rules look at, read before any of them is asked. */
export interface UpFacts {
  readonly referral: UpReferral;
  readonly actor: UpActor;
  /** Whether the receiving department takes referrals now. */
  readonly departmentAccepts: boolean;
  readonly consentOnFile: boolean;
  readonly now: Date;
}

/** What one attempt brings along. */
export interface UpAttempt {
  /** An open referral of the same patient to the same department that could be the same request. */
  readonly possibleDuplicateId?: string | null;
  readonly confirmDuplicateOf?: string | null | undefined;
  /** Why a coded reason does not do: not in the list, or its comment is missing; null when it does. */
  readonly reasonProblem?: string | null;
  /** How many files may still be attached. */
  readonly attachmentsLeft?: number;
  readonly visitTime?: Date;
  /** The last instant for which a visit may be arranged. */
  readonly latestVisit?: Date;
  readonly appropriate?: boolean;
  readonly inappropriateReason?: string | null | undefined;
}

const receives = ({ actor, referral }: UpFacts): boolean =>
  actor.institutionId === referral.toInstitutionId &&
  (actor.receivesFor.all || actor.receivesFor.departmentIds.includes(referral.toDepartmentId));

/** What the names in the table of up-referrals mean. */
export const upLifecycle: Lifecycle<typeof upTransitions, UpFacts, UpAttempt> = {
  table,
  who: {
    author: ({ actor, referral }) => actor.staffId === referral.authorStaffId,
    departmentDoctor: receives,
    owner: ({ actor, referral }) => actor.staffId === referral.ownerStaffId,
    coordinator: ({ actor, referral }) => actor.isCoordinator && actor.institutionId === referral.toInstitutionId,
    registrar: ({ actor, referral }) => actor.isRegistrar && actor.institutionId === referral.toInstitutionId,
  },
  guards: {
    formComplete: ({ referral }) =>
      referral.missingFields.length === 0 || { rule: 'FORM_INCOMPLETE', facts: { missing: referral.missingFields } },
    departmentAccepts: ({ departmentAccepts, referral }) =>
      departmentAccepts || { rule: 'DEPARTMENT_CLOSED', facts: { departmentId: referral.toDepartmentId } },
    consentOnFile: ({ consentOnFile }) => consentOnFile || { rule: 'CONSENT_MISSING' },
    unclaimed: ({ referral }) => referral.ownerStaffId === null || alreadyClaimed(referral),
    owned,
    codeValid: ({ referral, now }) =>
      (referral.codeExpiresAt !== null && now <= referral.codeExpiresAt) || { rule: 'CODE_EXPIRED' },
    outcomeRecorded: ({ referral }) => referral.outcomeRecorded || { rule: 'OUTCOME_MISSING' },
  },
  demands: {
    notDuplicate: ({ possibleDuplicateId, confirmDuplicateOf }) =>
      !possibleDuplicateId ||
      possibleDuplicateId === confirmDuplicateOf || {
        rule: 'POSSIBLE_DUPLICATE',
        facts: { referralId: possibleDuplicateId },
      },
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    roomForAttachment: ({ attachmentsLeft }) => attachmentsLeft !== 0 || { rule: 'TOO_MANY_ATTACHMENTS' },
    visitInFuture: ({ visitTime, now }) => (visitTime !== undefined && visitTime > now) || { rule: 'VISIT_IN_PAST' },
    visitNotTooFar: ({ visitTime, latestVisit }) =>
      !visitTime ||
      !latestVisit ||
      visitTime <= latestVisit || { rule: 'VISIT_TOO_FAR', facts: { latest: latestVisit.toISOString() } },
    appropriatenessReason: ({ appropriate, inappropriateReason }) =>
      appropriate !== false || Boolean(inappropriateReason?.trim()) || { rule: 'INAPPROPRIATE_REASON_MISSING' },
  },
  choices: {},
};

/** A doctor acts on a referral only after having claimed it; one that is somebody else's names the owner. */
function owned({ actor, referral }: UpFacts): Verdict {
  if (referral.ownerStaffId === null) return { rule: 'NOT_CLAIMED' };
  return referral.ownerStaffId === actor.staffId || alreadyClaimed(referral);
}

function alreadyClaimed({ ownerStaffId, ownerName }: UpReferral): Exclude<Verdict, true> {
  return { rule: 'ALREADY_CLAIMED', facts: { ownerStaffId, ownerName } };
}
