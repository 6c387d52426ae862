import { Injectable } from '@nestjs/common';
import { NotFoundError, nextState } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { DownFactsReader, type LoadedDown } from '../data/down-facts.reader.js';
import { ReferralFactsReader, type Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { downLifecycle } from '../domain/down.lifecycle.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import { awaitedDown, awaitedUp, type Awaited } from '../domain/urge.js';
import { publishNote } from './referral-note.js';

export interface UrgeCommand extends RepeatableRequest {
  readonly referralId: string;
  readonly comment?: string | null;
}

const ACTION = 'urge';

/** The referral that somebody urges about, and whom it waits for. */
interface Urging {
  readonly row: Loaded['row'] | LoadedDown['row'];
  readonly awaited: Awaited | null;
}

/**
 * Lets the referral centre urge whoever a referral waits for, in either direction. It is a note: the referral stays as it is,
 * with its version, because those who are urged may have it open.
 */
@Injectable()
export class UrgeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly up: ReferralFactsReader,
    private readonly down: DownFactsReader,
    private readonly referrals: ReferralRepository,
  ) {}

  /** @throws NotFoundError; TransitionRefusedError where nobody is waited for, or they were urged a moment ago */
  urge(actor: ActorContext, command: UrgeCommand): Promise<Claim> {
    const { referralId, comment = null } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'urgeReferral', command, referralId);
      if (!claim.fresh) return claim;
      const { row, awaited } = await this.urging(tx, referralId);
      this.referrals.noteUrged(tx, row.id);
      publishNote(tx, row, { topic: 'referral.urged', action: ACTION, comment, payload: { awaited } });
      return claim;
    });
  }

  private async urging(tx: Transaction, id: string): Promise<Urging> {
    const up = await this.up.lock(tx, id, {});
    if (up) {
      nextState(upLifecycle, up.row.state, ACTION, up.facts);
      return { row: up.row, awaited: awaitedUp(up.facts.referral, tx.now) };
    }
    const down = await this.down.lock(tx, id);
    if (!down) throw new NotFoundError('Referral', id);
    nextState(downLifecycle, down.row.state, ACTION, down.facts);
    return { row: down.row, awaited: awaitedDown(down.facts.referral, down.facts.today) };
  }
}
