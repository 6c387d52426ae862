import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import { UnitOfWork, type Opening, type Taken, type Transaction } from '#platform';
import { ReferralFactsReader, type Hold, type Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository, type ReferralChanges } from '../data/referral.repository.js';
import type { UpState } from '../domain/referral-state.js';
import { deadlinesAfter } from '../domain/up.deadlines.js';
import { upLifecycle, type UpAttempt } from '../domain/up.lifecycle.js';
import type { UpAction } from '../domain/up.transitions.js';
import { ReferralDeadlines } from './referral-deadlines.js';
import { ReferralCapacity, type WantedCapacity } from './referral-capacity.js';
import { ReferralTransitionService, type ReferralStep } from './referral-transition.service.js';

/** A verb of the table of up-referrals, and how the referral is taken hold of. */
export interface Step extends ReferralStep<UpAction, Loaded, UpAttempt, UpState>, Hold {
  /** The place or bed that an appointment takes. */
  readonly takes?: WantedCapacity;
}

/** Takes an up-referral, or a lateral one, through its table. */
@Injectable()
export class UpTransitionService extends ReferralTransitionService<Loaded, UpAttempt, UpState, Step> {
  constructor(
    unitOfWork: UnitOfWork,
    referrals: ReferralRepository,
    private readonly facts: ReferralFactsReader,
    private readonly capacity: ReferralCapacity,
    private readonly deadlines: ReferralDeadlines,
  ) {
    super(unitOfWork, referrals);
  }

  protected lock(tx: Opening, id: string, step: Step): Promise<Loaded | null> {
    return this.facts.lock(tx, id, step);
  }

  protected next({ row, facts }: Loaded, { action }: Step, attempt: UpAttempt): UpState {
    return nextState(upLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected override async seize(tx: Transaction, { row }: Loaded, { takes }: Step): Promise<void> {
    if (takes) await this.capacity.take(tx, row, takes);
  }

  protected override async follow(
    tx: Transaction,
    loaded: Loaded,
    taken: Taken<Step, UpAttempt, UpState, ReferralChanges>,
  ): Promise<void> {
    const { step, attempt, effect, to } = taken;
    const { visitTime } = attempt;
    const transition = { action: step.action, to, now: tx.now, visitTime, changes: effect.changes };
    await this.deadlines.follow(tx, loaded.row, deadlinesAfter(loaded.row, transition, loaded.limits));
    if (!step.takes) this.capacity.follow(tx, loaded.row, to);
  }
}
