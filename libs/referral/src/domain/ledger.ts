import { ALLIANCE_ZONE, InvalidInputError, addDays, daysBetween, startOfDay, type LocalDate } from '#kernel';
import type { Direction, ReferralState } from './referral-state.js';

/** Whose referrals a register lists: those that the institution sends, or those that it receives. */
export const LedgerSide = { SENT: 'SENT', RECEIVED: 'RECEIVED' } as const;
export type LedgerSide = (typeof LedgerSide)[keyof typeof LedgerSide];

/** What a register lists, by the first submit: from `from` until before `to`. */
export interface LedgerFilter {
  readonly side: LedgerSide;
  readonly from: Date;
  readonly to: Date;
  readonly direction?: Direction | undefined;
  readonly state?: ReferralState | undefined;
}

const MOST_DAYS = 366;

/** The days from the first to the last one, a year at most. @throws InvalidInputError */
export function ledgerPeriod(first: LocalDate, last: LocalDate): { from: Date; to: Date } {
  const length = daysBetween(first, last) + 1;
  if (length < 1 || length > MOST_DAYS) throw new InvalidInputError([{ path: 'to', constraint: 'LEDGER_PERIOD' }]);
  return { from: startOfDay(first, ALLIANCE_ZONE), to: startOfDay(addDays(last, 1), ALLIANCE_ZONE) };
}
