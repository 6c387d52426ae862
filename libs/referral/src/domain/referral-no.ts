import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { ReferralKind } from './referral-state.js';

/** Digits of the running number that ends the number of a referral; it grows rather than repeating. */
export const NUMBER_DIGITS = 6;

/** Number of a referral as people say it: `ZZ` or `EM`, the day in China, and a running number of at least six digits. */
export function referralNo(submittedAt: Date, sequence: number, kind: ReferralKind = 'ROUTINE'): string {
  return `${numberPrefix(submittedAt, kind)}${String(sequence).padStart(NUMBER_DIGITS, '0')}`;
}

/** How such a number begins, `EM` for emergencies; the database adds the running number. */
export function numberPrefix(submittedAt: Date, kind: ReferralKind = 'ROUTINE'): string {
  const letters = kind === 'ROUTINE' ? 'ZZ' : 'EM';
  return `${letters}${localDate(submittedAt, ALLIANCE_ZONE).replaceAll('-', '')}`;
}
