import { after, before, days, hours, minutes } from '#kernel';

/** Names of the limits among the reference settings; the unit ends the name. */
export const limitKeys = [
  'referral.duplicate_window_days',
  'referral.appointment_code_validity_hours',
  'referral.access_after_end_days',
  'referral.attachment_limit_files',
  'referral.visit_ahead_limit_days',
  'referral.wrong_code_limit_attempts',
  'referral.wrong_code_lock_minutes',
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
