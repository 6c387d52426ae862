import { ALLIANCE_ZONE, after, before, days, hours, localDate, minutes, type LocalDate } from '#kernel';
import type { ReferralKind, UpState } from './referral-state.js';

/** Names of the limits among the reference settings; the unit ends the name. */
export const limitKeys = [
  'referral.duplicate_window_days',
  'referral.appointment_code_validity_hours',
  'referral.access_after_end_days',
  'referral.attachment_limit_files',
  'referral.visit_ahead_limit_days',
  'referral.wrong_code_limit_attempts',
  'referral.wrong_code_lock_minutes',
  'referral.amendment_window_minutes',
  'referral.deferred_consent_hours',
  'referral.retrospective_window_hours',
  'referral.retrospective_late_hours',
  'referral.draft_archive_days',
  'referral.information_limit_days',
  'referral.returned_expiry_days',
  'referral.visit_expiry_days',
  'referral.reopen_window_days',
  'referral.first_follow_up_limit_days',
  'referral.first_follow_up_high_risk_limit_hours',
  'referral.review_limit_hours',
  'referral.review_take_over_hours',
  'referral.review_escalation_hours',
  'referral.claim_limit_hours',
  'referral.answer_limit_hours',
  'referral.arrangement_limit_hours',
  'referral.arrangement_escalation_hours',
  'referral.arrival_limit_hours',
  'referral.urge_interval_minutes',
  'referral.urge_interval_emergency_minutes',
  'referral.acknowledgement_limit_minutes',
  'referral.acknowledgement_second_limit_minutes',
  'referral.acknowledgement_third_limit_minutes',
  'referral.receipt_limit_hours',
  'referral.allocation_limit_hours',
  'referral.allocation_second_limit_hours',
  'referral.allocation_third_limit_hours',
  'referral.transit_limit_hours',
  'referral.follow_up_escalation_hours',
  'referral.follow_up_ahead_limit_days',
] as const;

/** The limits as they count at the instant of the act. */
export type ReferralLimits = Readonly<Record<(typeof limitKeys)[number], number>>;

/** An appointment code counts until the visit time plus this. */
export function codeExpiresAt(visitTime: Date, limits: ReferralLimits): Date {
  return after(visitTime, hours(limits['referral.appointment_code_validity_hours']));
}

/** A visit later than this is a slip of the pen. */
export function latestVisitAt(now: Date, limits: ReferralLimits): Date {
  return after(now, days(limits['referral.visit_ahead_limit_days']));
}

/** The receiver may look until the end of a referral plus this. */
export function accessExpiresAt(endedAt: Date, limits: ReferralLimits): Date {
  return after(endedAt, days(limits['referral.access_after_end_days']));
}

/** Another open referral to the same department first submitted since then may be the same request. */
export function duplicatesSince(now: Date, limits: ReferralLimits): Date {
  return before(now, days(limits['referral.duplicate_window_days']));
}

/** Wrong codes since then count towards the lock of a desk. */
export function wrongCodesSince(now: Date, limits: ReferralLimits): Date {
  return before(now, minutes(limits['referral.wrong_code_lock_minutes']));
}

/** The author may put an emergency right until then. */
export function amendableUntil(submittedAt: Date, limits: ReferralLimits): Date {
  return after(submittedAt, minutes(limits['referral.amendment_window_minutes']));
}

/** A consent that an emergency did not wait for has to be there by then. */
export function consentDueAt(arrivedAt: Date, limits: ReferralLimits): Date {
  return after(arrivedAt, hours(limits['referral.deferred_consent_hours']));
}

/** Arrivals since then may still be recorded afterwards. */
export function earliestArrival(now: Date, limits: ReferralLimits): Date {
  return before(now, hours(limits['referral.retrospective_window_hours']));
}

/** Whether an arrival is recorded so late that statistics show it. */
export function isRecordedLate(arrivedAt: Date, now: Date, limits: ReferralLimits): boolean {
  return arrivedAt < before(now, hours(limits['referral.retrospective_late_hours']));
}

/** Who closed or expired too early is put right until then. */
export function reopenableUntil(endedAt: Date, limits: ReferralLimits): Date {
  return after(endedAt, days(limits['referral.reopen_window_days']));
}

/** When a referral was last urged, and since when it has been in its state. */
export interface Urged {
  readonly kind: ReferralKind;
  readonly stateChangedAt: Date;
  readonly urgedAt: Date | null;
}

/** From when on whoever is waited for may be urged again; null where nobody has since it came into its state. */
export function urgeAgainAt({ kind, stateChangedAt, urgedAt }: Urged, limits: ReferralLimits): Date | null {
  if (!urgedAt || urgedAt < stateChangedAt) return null;
  const interval = kind === 'ROUTINE' ? 'referral.urge_interval_minutes' : 'referral.urge_interval_emergency_minutes';
  return after(urgedAt, minutes(limits[interval]));
}

/** What the waiting of a referral is counted from. */
export interface Waiting {
  readonly state: UpState;
  readonly stateChangedAt: Date;
  readonly editedAt: Date;
  readonly visitTime: Date | null;
}

/** Since when the system may end a referral that nobody sees to, or archive a draft; null where it never may. */
export function overdueAt(
  { state, stateChangedAt, editedAt, visitTime }: Waiting,
  limits: ReferralLimits,
): Date | null {
  switch (state) {
    case 'DRAFT':
      return draftOverdueAt(editedAt, limits);
    case 'AWAITING_INFORMATION':
      return after(stateChangedAt, days(limits['referral.information_limit_days']));
    case 'RETURNED_FOR_EDIT':
      return after(stateChangedAt, days(limits['referral.returned_expiry_days']));
    case 'ARRANGED':
    case 'NO_SHOW':
      return after(visitTime ?? stateChangedAt, days(limits['referral.visit_expiry_days']));
    default:
      return null;
  }
}

/** Since when a draft that nobody goes on with may be archived, whichever way it goes. */
export function draftOverdueAt(editedAt: Date, limits: ReferralLimits): Date {
  return after(editedAt, days(limits['referral.draft_archive_days']));
}

/** The last day on which somebody must have looked after a patient who is sent down now. */
export function latestFirstFollowUp(now: Date, highRisk: boolean, limits: ReferralLimits): LocalDate {
  const limit = highRisk
    ? hours(limits['referral.first_follow_up_high_risk_limit_hours'])
    : days(limits['referral.first_follow_up_limit_days']);
  return localDate(after(now, limit), ALLIANCE_ZONE);
}

/** The last day for which the next follow-up may be planned. */
export function latestNextFollowUp(now: Date, limits: ReferralLimits): LocalDate {
  return localDate(after(now, days(limits['referral.follow_up_ahead_limit_days'])), ALLIANCE_ZONE);
}
