import { Injectable } from '@nestjs/common';
import { nextState } from '#kernel';
import {
  ReferenceData,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Taken,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { PLAN_SETTINGS, planFactsOf } from '../data/plan-facts.js';
import { PlanRepository, type PlanChanges, type PlanRow } from '../data/plan.repository.js';
import { planLifecycle, type PlanAttempt, type PlanFacts } from '../domain/plan.lifecycle.js';
import type { PlanAction } from '../domain/plan.transitions.js';
import type { PlanState } from '../domain/plan-state.js';
import { SearchLimits } from './search-limits.js';

export interface LoadedPlan {
  readonly row: PlanRow;
  readonly facts: PlanFacts;
}
/** After these a search is looked after, whoever has it; what was called off must not be waited for in vain either. */
const LOOKED_AFTER: readonly PlanAction[] = ['requestGeneration', 'cancelGeneration'];
/** What ends a search, if one is under way. */
const SEARCH_ENDS: readonly PlanAction[] = ['generate', 'breakOff', 'discard'];

export type PlanStep = TransitionStep<PlanAction, LoadedPlan, PlanAttempt, PlanState, PlanChanges>;

/** Takes a rota through its table. */
@Injectable()
export class PlanTransitions extends TransitionService<LoadedPlan, PlanAttempt, PlanState, PlanChanges, PlanStep> {
  protected override readonly aggregate = { type: 'RotaPlan', events: 'rota-plan' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly reference: ReferenceData,
    private readonly searches: SearchLimits,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedPlan | null> {
    const row = await this.plans.lock(tx, id, tx.actor.institutionId);
    if (!row) return null;
    const now = await tx.begun;
    const settings = await this.reference.settings(PLAN_SETTINGS, now, tx);
    return { row, facts: planFactsOf(tx.actor, row, { now, settings }) };
  }

  protected next({ row, facts }: LoadedPlan, { action }: PlanStep, attempt: PlanAttempt): PlanState {
    return nextState(planLifecycle, row.state as never, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedPlan, to: PlanState, changes: PlanChanges | undefined): number {
    return this.plans.change(tx, row, { ...changes, state: to });
  }

  protected concern({ row: { institutionId } }: LoadedPlan): Concern {
    return { payload: { institutionId } };
  }

  protected override async follow(
    tx: Transaction,
    { row }: LoadedPlan,
    { step: { action } }: Taken<PlanStep, PlanAttempt, PlanState, PlanChanges>,
  ): Promise<void> {
    if (LOOKED_AFTER.includes(action)) await this.searches.begin(tx, row);
    if (SEARCH_ENDS.includes(action)) this.searches.end(tx, row.id);
  }
}
