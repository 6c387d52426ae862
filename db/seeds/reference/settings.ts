/** Limits that an administrator may change; the unit is the end of the key. */
export const settings: Readonly<Record<string, number>> = {
  'notification.quiet_from_minutes': 22 * 60,
  'notification.quiet_to_minutes': 7 * 60,
  'notification.acknowledged_kept_days': 400,
  'patient.registration_access_days': 365,
  'referral.duplicate_window_days': 7,
  'referral.appointment_code_validity_hours': 48,
  'referral.access_after_end_days': 30,
  'referral.attachment_limit_files': 20,
  'referral.visit_ahead_limit_days': 365,
  'referral.wrong_code_limit_attempts': 5,
  'referral.wrong_code_lock_minutes': 15,
  'work_calendar.morning_start_minutes': 8 * 60,
  'work_calendar.morning_end_minutes': 12 * 60,
  'work_calendar.afternoon_start_minutes': 14 * 60,
  'work_calendar.afternoon_end_minutes': 17 * 60 + 30,
};
