import type { Department, StaffMember } from '../county/index.js';
import type { Illness } from '../illness/index.js';
import type { Patient } from '../people/patients.js';

export type State =
  'DRAFT' | 'PENDING_ACCEPTANCE' | 'RETURNED_FOR_EDIT' | 'ACCEPTED' | 'ARRANGED' | 'ARRIVED' | 'COMPLETED' | 'REJECTED';

/** One step that somebody took, as the event log keeps it. */
export interface Act {
  readonly action: string;
  readonly topic: string;
  /** The state afterwards; unchanged where the action only annotates. */
  readonly to: State;
  readonly at: Date;
  readonly by: StaffMember;
  readonly reasonCode?: string;
  readonly comment?: string;
}

/** Who takes part in a referral. */
export interface Cast {
  readonly author: StaffMember;
  readonly doctor: StaffMember;
  readonly colleague: StaffMember;
  readonly coordinator: StaffMember;
  readonly registrar: StaffMember;
}

/** A referral as it happened, up to now. */
export interface ReferralCase {
  readonly patient: Patient;
  readonly illness: Illness;
  readonly department: Department;
  readonly cast: Cast;
  readonly handling: 'OUTPATIENT' | 'INPATIENT';
  readonly priority: 'I' | 'II' | 'III' | 'IV';
  /** In the order in which they happened; the first one drafts. */
  readonly acts: readonly Act[];
  /** When the patient was expected, where that was arranged. */
  readonly visitTime: Date;
}
