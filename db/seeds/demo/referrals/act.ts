import type { ReferralState } from '#referral';
import type { Department, Institution, StaffMember } from '../county/index.js';
import type { Illness } from '../illness/index.js';
import type { Patient } from '../people/patients.js';

export type State = ReferralState;

/** What an act changes of a referral besides its state. */
export interface Changes {
  readonly owner?: StaffMember | null;
  readonly handling?: Handling;
  /** When the patient is expected. */
  readonly visitTime?: Date;
  /** Whose people review it. */
  readonly reviewing?: Institution;
  /** When the patient of a referral that is recorded afterwards had arrived. */
  readonly arrivedAt?: Date;
  readonly isGreen?: true;
  /** Whose turn it is, and which limit has passed. */
  readonly escalation?: Escalation;
}

export type Handling = 'OUTPATIENT' | 'INPATIENT' | 'EMERGENCY';

export interface Escalation {
  readonly kind: string;
  readonly level: number;
  readonly target: 'REFERRAL_COORDINATOR' | 'MEDICAL_AFFAIRS';
}

/** One step that somebody took, as the event log keeps it. */
export interface Act {
  readonly action: string;
  readonly topic: string;
  /** The state afterwards; unchanged where the action only annotates. */
  readonly to: State;
  readonly at: Date;
  /** Null: the system. */
  readonly by: StaffMember | null;
  readonly reasonCode?: string;
  readonly comment?: string;
  readonly sets?: Changes;
}

/** Who takes part in a referral. */
export interface Cast {
  readonly author: StaffMember;
  /** Who takes it over: at the receiver of an up-referral, in the township of one that goes down. */
  readonly doctor: StaffMember;
  readonly colleague: StaffMember;
  readonly coordinator: StaffMember;
  readonly registrar: StaffMember;
  /** Who reviews it for the sender, or allocates what comes down. */
  readonly head: StaffMember;
}

/** A referral as it happened, up to now. */
export interface ReferralCase {
  readonly direction: 'UP' | 'LATERAL' | 'DOWN';
  readonly patient: Patient;
  readonly illness: Illness;
  readonly from: Institution;
  /** Of one that goes down; others come from the institution as a whole. */
  readonly fromDepartment: Department | null;
  readonly department: Department;
  readonly cast: Cast;
  readonly priority: 'I' | 'II' | 'III' | 'IV';
  /** In the order in which they happened; the first one drafts, or receives what was sent on. */
  readonly acts: readonly Act[];
  /** The referral that was passed on as this one, or whose follow-up led to it. */
  readonly parent?: ReferralCase;
}
