import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { DownFactsReader, type LoadedDown } from '../data/down-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import type { DownState } from '../domain/down-state.js';
import { downLifecycle, type DownAttempt } from '../domain/down.lifecycle.js';
import type { DownAction } from '../domain/down.transitions.js';
import { ReferralTransitionService, type ReferralStep } from './referral-transition.service.js';

export type DownStep = ReferralStep<DownAction, LoadedDown, DownAttempt, DownState>;

/** Takes a down-referral through its table. */
@Injectable()
export class DownTransitionService extends ReferralTransitionService<LoadedDown, DownAttempt, DownState, DownStep> {
  constructor(
    unitOfWork: UnitOfWork,
    referrals: ReferralRepository,
    private readonly facts: DownFactsReader,
  ) {
    super(unitOfWork, referrals);
  }

  protected lock(tx: Transaction, id: string): Promise<LoadedDown | null> {
    return this.facts.lock(tx, id);
  }

  protected next({ row, facts }: LoadedDown, { action }: DownStep, attempt: DownAttempt): DownState {
    return nextState(downLifecycle, row.state, action, { ...facts, ...attempt });
  }
}
