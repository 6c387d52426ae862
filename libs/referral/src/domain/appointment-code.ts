/** The context under which codes are encrypted and hashed. */
export const CODE_CONTEXT = 'referral_arrangements.code';

/** Digits of an appointment code: long enough not to be guessed within the attempts of a desk, short enough to say. */
export const APPOINTMENT_CODE_DIGITS = 8;

/** The code as it is compared: what people write between the digits does not count, nor how wide they write them. */
export function normalizeAppointmentCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '');
}

/** `number` as a code; `number` is random below 10^8 and comes from the caller. */
export function appointmentCode(number: number): string {
  return String(number).padStart(APPOINTMENT_CODE_DIGITS, '0');
}
