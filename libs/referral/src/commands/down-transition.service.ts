import { Injectable } from '@nestjs/common';
import { nextState, type LocalDate } from '#kernel';
import { UnitOfWork, type Opening, type Taken, type Transaction } from '#platform';
import { DownFactsReader, type LoadedDown } from '../data/down-facts.reader.js';
import { ReferralRepository, type ReferralChanges } from '../data/referral.repository.js';
import type { DownState } from '../domain/down-state.js';
import { downDeadlinesAfter } from '../domain/down.deadlines.js';
import { downLifecycle, type DownAttempt } from '../domain/down.lifecycle.js';
import type { DownAction } from '../domain/down.transitions.js';
import { firstTaskOn } from '../domain/follow-up.js';
import { ReferralDeadlines } from './referral-deadlines.js';
import { ReferralTransitionService, type ReferralStep } from './referral-transition.service.js';

export type DownStep = ReferralStep<DownAction, LoadedDown, DownAttempt, DownState>;

/** Takes a down-referral through its table. */
@Injectable()
export class DownTransitionService extends ReferralTransitionService<LoadedDown, DownAttempt, DownState, DownStep> {
  constructor(
    unitOfWork: UnitOfWork,
    referrals: ReferralRepository,
    private readonly facts: DownFactsReader,
    private readonly deadlines: ReferralDeadlines,
  ) {
    super(unitOfWork, referrals);
  }

  protected lock(tx: Opening, id: string): Promise<LoadedDown | null> {
    return this.facts.lock(tx, id);
  }

  protected next({ row, facts }: LoadedDown, { action }: DownStep, attempt: DownAttempt): DownState {
    return nextState(downLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected override async follow(
    tx: Transaction,
    loaded: LoadedDown,
    { effect, to }: Taken<DownStep, DownAttempt, DownState, ReferralChanges>,
  ): Promise<void> {
    const { row, limits } = loaded;
    const { ownerStaffId = row.ownerStaffId } = effect.changes ?? {};
    const before = { ...row, followUpOn: row.followUp?.dueOn ?? null };
    const after = { state: to, ownerStaffId, followUpOn: followUpAfter(loaded, to), now: tx.now };
    await this.deadlines.follow(tx, row, downDeadlinesAfter(before, after, limits));
  }
}

/** The day of the task that the team has from then on. */
function followUpAfter({ row, facts }: LoadedDown, to: DownState): LocalDate | null {
  if (to !== 'FOLLOW_UP') return null;
  if (row.state === 'FOLLOW_UP') return row.followUp?.dueOn ?? null;
  return firstTaskOn(facts.referral.firstFollowUpOn, facts.today);
}
