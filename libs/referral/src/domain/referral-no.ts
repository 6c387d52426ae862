import { ALLIANCE_ZONE, localDate } from '#kernel';

/** Number of a referral as people say it: `ZZ`, the day in China, and a running number of at least six digits. */
export function referralNo(submittedAt: Date, sequence: number): string {
  return `ZZ${localDate(submittedAt, ALLIANCE_ZONE).replaceAll('-', '')}${String(sequence).padStart(6, '0')}`;
}
