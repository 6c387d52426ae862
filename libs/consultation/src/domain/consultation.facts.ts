import type { Duration, Interval } from '#kernel';
import type { ConsultationEncounter, ConsultationType, InvitationState } from './consultation.js';
import type { Attendance, Invitation } from './panel.js';

/** The case as its rules see it. */
export interface Consultation {
  readonly type: ConsultationType;
  readonly encounter: ConsultationEncounter;
  /** Fields of the invitation that submitting needs and that are still empty. */
  readonly missingFields: readonly string[];
  readonly authorStaffId: string;
  readonly accompanyingStaffId: string | null;
  readonly durationMinutes: number;
  readonly consentOnFile: boolean;
  readonly invitingInstitutionId: string;
  readonly centreInstitutionId: string;
  /** Institutions that the inviting one has an agreement with now. */
  readonly agreedWith: readonly string[];
  /** All of them where null. */
  readonly requiredExperts: number | null;
  readonly invitations: readonly Invitation[];
  /** Wished, held or fixed; null while there is none. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly attendances: readonly Attendance[];
  readonly hasOpinion: boolean;
  readonly referralId: string | null;
  readonly orderId: string | null;
  readonly rating: number | null;
}

/** Who asks, in relation to it. */
export interface ConsultationActor {
  readonly staffId: string;
  readonly isAuthor: boolean;
  readonly isInviter: boolean;
  readonly isInvitingHead: boolean;
  readonly isCoordinator: boolean;
  readonly isQuality: boolean;
  readonly isSystem: boolean;
}

export interface ConsultationFacts {
  readonly consultation: Consultation;
  readonly actor: ConsultationActor;
  readonly now: Date;
  readonly limits: SessionTimes;
  /** Whoever has practised on their own since later is no expert yet. */
  readonly practisedSince: Date;
}

/** How the session counts its time, in milliseconds. */
export interface SessionTimes {
  readonly joinBefore: Duration;
  readonly noShowAfter: number;
  readonly mdtNotice: number;
  /** In days: how far ahead a session may begin. */
  readonly bookAheadDays: number;
}

/** An expert as chosen, before there is an invitation. */
export interface ChosenExpert {
  readonly staffId: string;
  readonly institutionId: string;
  readonly practiceStartedOn: string | null;
}

/** What stands in the way of a time, besides what takes the time of the experts. */
export interface TimeObstacles {
  /** Experts who have not published it. */
  readonly unpublishedFor?: readonly string[];
  /** Whether the inviting institution does not sit in then. */
  readonly isInviterClosed?: boolean;
  /** Institutions whose agreement does not stand for all of it. */
  readonly notAgreedThen?: readonly string[];
}

/** What one attempt brings along. */
export interface ConsultationAttempt extends TimeObstacles {
  readonly reasonProblem?: string | null;
  readonly gapsProblem?: string | null;
  readonly adoptionProblem?: string | null;
  readonly startsAt?: Date | null;
  readonly experts?: readonly ChosenExpert[];
  readonly requiredExperts?: number | null;
  /** Where the time is refused: the next ones that can be had. */
  readonly nextTimes?: readonly Interval[];
  readonly chairStaffId?: string | null;
  /** How long the session is to be from now on, in minutes. */
  readonly durationMinutes?: number;
  /** What becomes of the invitations by this act. */
  readonly invitationsAfter?: readonly { readonly expertStaffId: string; readonly state: InvitationState }[];
  /** Whether somebody else can still be asked. */
  readonly othersLeft?: boolean;
  readonly attendancesAfter?: readonly Attendance[];
  readonly isLastSignature?: boolean;
  /** A version is being written already. */
  readonly isDrafted?: boolean;
  /** It has signatures already. */
  readonly isDraftSigned?: boolean;
  /** How many files more it may have. */
  readonly attachmentsLeft?: number;
}
