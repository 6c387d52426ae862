import { Injectable } from '@nestjs/common';
import { NoFreeBedError, SlotTakenError } from '#capacity';
import { ALLIANCE_ZONE, InvalidInputError, NotFoundError, localDate, nextState, type LocalDate } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  statement,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ReferralFactsReader, type ReferralRow } from '../data/referral-facts.reader.js';
import type { WantedPlace } from '../domain/slot-search.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { routeOf } from './referral-transition.service.js';

/** Where, for which days, and what for somebody has looked in vain. */
interface SlotSearch {
  readonly wanted: WantedPlace;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly comment?: string | null | undefined;
}

export interface SlotSearchCommand extends SlotSearch, RepeatableRequest {
  readonly referralId: string;
}

const ACTION = 'noteNoFreeSlot';
const NOTE = statement(
  'referral.note-no-free-slot',
  `INSERT INTO referral_slot_searches (id, referral_id, department_id, wanted, first_day, last_day, comment, searched_at, staff_id)
   SELECT $1, r.id, r.to_department_id, $4, $5, $6, $7, $8, $9 FROM referrals r
   WHERE r.id = $2 AND r.version = $3 FOR NO KEY UPDATE OF r RETURNING id`,
);

/**
 * Keeps on record what a coordinator has tried where there was no free place or bed. It is a note: the referral stays as it
 * is, with its version, and waits in a list of its own.
 */
@Injectable()
export class SlotSearchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReferralFactsReader,
  ) {}

  /** What somebody has looked through without asking for one of it. @throws InvalidInputError, NotFoundError */
  record(actor: ActorContext, command: SlotSearchCommand): Promise<Claim> {
    const { referralId, firstDay, lastDay } = command;
    if (lastDay < firstDay) throw new InvalidInputError([{ path: 'lastDay', constraint: 'BEFORE_FIRST_DAY' }]);
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'recordNoFreeSlot', command, referralId);
      if (!claim.fresh) return claim;
      const loaded = await this.facts.lock(tx, referralId, {});
      if (!loaded) throw new NotFoundError('Referral', referralId);
      nextState(upLifecycle, loaded.row.state, ACTION, loaded.facts);
      await this.note(tx, loaded.row, command);
      return claim;
    });
  }

  /**
   * What an arrangement was refused for, in a transaction of its own, because the refusal has rolled back the other one.
   *
   * @param refusal anything that is not about places and beds leaves nothing
   * @param row as the refused attempt has seen it, which the rules had allowed until there was no place
   */
  async noteRefusal(actor: ActorContext, refusal: unknown, row: ReferralRow, visitTime: Date): Promise<void> {
    const wanted = wantedBy(refusal);
    if (!wanted) return;
    const day = localDate(visitTime, ALLIANCE_ZONE);
    await this.unitOfWork.run(actor, (tx) => this.note(tx, row, { wanted, firstDay: day, lastDay: day }));
  }

  /** Nothing where the referral is another one by now. */
  private async note(tx: Transaction, row: ReferralRow, search: SlotSearch): Promise<void> {
    const { wanted, firstDay, lastDay, comment = null } = search;
    const { staffId } = tx.actor;
    const values = [tx.newId(), row.id, row.version, wanted, firstDay, lastDay, comment, tx.now, staffId];
    if (!(await tx.first(NOTE, values))) return;
    tx.publish({
      topic: 'referral.no-free-slot',
      aggregateType: 'referral',
      aggregateId: row.id,
      aggregateVersion: row.version,
      patientId: row.patientId,
      action: ACTION,
      fromState: row.state,
      toState: row.state,
      comment,
      payload: { ...routeOf(row), wanted, firstDay, lastDay },
    });
  }
}

/** A session that is over was a slip of the pen; every other one has no place to give. */
function wantedBy(refusal: unknown): WantedPlace | null {
  if (refusal instanceof NoFreeBedError) return 'BED';
  return refusal instanceof SlotTakenError && refusal.rule !== 'PAST' ? 'SLOT' : null;
}
