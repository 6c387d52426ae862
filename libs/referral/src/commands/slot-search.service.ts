import { Injectable } from '@nestjs/common';
import { NoFreeBedError, SlotTakenError } from '#capacity';
import {
  ALLIANCE_ZONE,
  InvalidInputError,
  NotFoundError,
  evaluate,
  localDate,
  nextState,
  type LocalDate,
} from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ReferralFactsReader, type Loaded } from '../data/referral-facts.reader.js';
import { SlotSearchEntity } from '../data/slot-search.entity.js';
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
      await this.note(tx, loaded, command);
      return claim;
    });
  }

  /**
   * What an arrangement was refused for, in a transaction of its own, because the refusal has rolled back the other one.
   *
   * @param refusal anything that is not about places and beds leaves nothing
   */
  async noteRefusal(actor: ActorContext, refusal: unknown, at: { referralId: string; visitTime: Date }): Promise<void> {
    const wanted = wantedBy(refusal);
    if (!wanted) return;
    const day = localDate(at.visitTime, ALLIANCE_ZONE);
    await this.unitOfWork.run(actor, async (tx) => {
      const loaded = await this.facts.lock(tx, at.referralId, {});
      if (!loaded || !evaluate(upLifecycle, loaded.row.state, ACTION, loaded.facts).allowed) return;
      await this.note(tx, loaded, { wanted, firstDay: day, lastDay: day });
    });
  }

  private async note(tx: Transaction, { row }: Loaded, search: SlotSearch): Promise<void> {
    const { wanted, firstDay, lastDay, comment = null } = search;
    await tx.manager.insert(SlotSearchEntity, {
      id: tx.newId(),
      referralId: row.id,
      departmentId: row.toDepartmentId,
      wanted,
      firstDay,
      lastDay,
      comment,
      searchedAt: tx.now,
      staffId: tx.actor.staffId,
    });
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
