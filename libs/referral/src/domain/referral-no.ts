import { ALLIANCE_ZONE, localDate } from '#kernel';

/** Digits of the running number that ends the number of a referral; it grows rather than repeating. */
export const NUMBER_DIGITS = 6;

/** Number of a referral as people say it: `ZZ`, the day in China, and a running number of at least six digits. */
export function referralNo(submittedAt: Date, sequence: number): string {
  return `${numberPrefix(submittedAt)}${String(sequence).padStart(NUMBER_DIGITS, '0')}`;
}

/** How such a number begins; the database adds the running number. */
export function numberPrefix(submittedAt: Date): string {
  return `ZZ${localDate(submittedAt, ALLIANCE_ZONE).replaceAll('-', '')}`;
}
