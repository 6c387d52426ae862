import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, nextState } from '#kernel';
import { UnitOfWork, claimRequest, type ActorContext, type Claim, type RepeatableRequest } from '#platform';
import { ReferralFactsReader } from '../data/referral-facts.reader.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { NOTE_NO_FREE_SLOT, noteSearch, type SlotSearch } from './slot-search-note.js';

export interface SlotSearchCommand extends SlotSearch, RepeatableRequest {
  readonly referralId: string;
}

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
      nextState(upLifecycle, loaded.row.state, NOTE_NO_FREE_SLOT, loaded.facts);
      noteSearch(tx, loaded.row, command);
      return claim;
    });
  }
}
