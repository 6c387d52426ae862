import type { Transaction } from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { consentDueAt } from '../domain/limits.js';
import type { ReferralEffect } from './referral-transition.service.js';

/** What an emergency did not wait for is due from now on. */
function arrived(tx: Transaction, { row, limits }: Loaded): ReferralEffect {
  const consentDue = row.consentOnFile ? null : consentDueAt(tx.now, limits);
  return { changes: { arrivedAt: tx.now, consentDueAt: consentDue } };
}

/** The patient is there, by whomever that is confirmed. */
export const ARRIVAL = { action: 'confirmArrival', topic: 'referral.arrived', effect: arrived } as const;
