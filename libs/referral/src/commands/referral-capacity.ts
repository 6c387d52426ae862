import { Injectable } from '@nestjs/common';
import { Holds } from '#capacity';
import { InvalidInputError, contains } from '#kernel';
import type { Transaction } from '#platform';
import type { ReferralRow } from '../data/referral-facts.reader.js';
import { heldAfter } from '../domain/capacity-use.js';
import type { UpState } from '../domain/referral-state.js';

/** What an appointment takes: a place of a session, a bed of a pool, or nothing but a time. */
export interface WantedCapacity {
  readonly visitTime: Date;
  readonly clinicSessionId?: string | null;
  readonly bedPoolId?: string | null;
}

/** Places and beds follow their referral, in the transaction that moves it. */
@Injectable()
export class ReferralCapacity {
  constructor(private readonly holds: Holds) {}

  /** Gives back or uses up what the referral holds, as the change of state has it. */
  follow(tx: Transaction, row: ReferralRow, to: UpState): void {
    const outcome = heldAfter(row.state, to);
    if (outcome === 'used') this.holds.useFor(tx, 'referral', row.id);
    if (outcome === 'freed') this.holds.releaseFor(tx, 'referral', row.id);
  }

  /**
   * Holds what an appointment takes in place of what the referral held before.
   * @throws SlotTakenError, NoFreeBedError, NotFoundError; InvalidInputError where the visit lies outside the session
   */
  async take(tx: Transaction, { id, toDepartmentId }: ReferralRow, wanted: WantedCapacity): Promise<void> {
    const { clinicSessionId: sessionId, bedPoolId, visitTime } = wanted;
    if (sessionId && bedPoolId) throw new InvalidInputError([{ path: 'bedPoolId', constraint: 'SLOT_OR_BED' }]);
    const either = sessionId ? { sessionId } : bedPoolId ? { bedPoolId } : null;
    if (!either) return this.holds.releaseFor(tx, 'referral', id);
    const subject = { domain: 'referral', id };
    const given = await this.holds.reserve(tx, { subject, departmentId: toDepartmentId, wanted: either });
    const { startsAt: start, endsAt: end } = given;
    if (start && end && !contains({ start, end }, visitTime)) {
      throw new InvalidInputError([{ path: 'visitTime', constraint: 'OUTSIDE_SESSION' }], 'CAPACITY');
    }
  }
}
