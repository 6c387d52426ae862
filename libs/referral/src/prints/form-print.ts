import type { PrintContent } from '#platform';
import type { MissingForPrint } from '../domain/referral-form.js';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';

/** How one paper is made of what is known of a referral. */
export interface FormPrint {
  readonly title: string;
  /** Why it cannot be printed yet. */
  readonly missing: (sheet: ReferralSheet) => MissingForPrint | null;
  readonly body: (sheet: ReferralSheet) => readonly PrintContent[];
}
