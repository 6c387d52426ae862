import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, elapsed, localDate, minutes, nextState } from '#kernel';
import {
  ReferenceData,
  SYSTEM_ACCOUNT_ID,
  TransitionService,
  UnitOfWork,
  type Concern,
  type Opening,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { PlanRepository, type PlanChanges, type PlanRow } from '../data/plan.repository.js';
import { planLifecycle, type PlanAttempt, type PlanFacts } from '../domain/plan.lifecycle.js';
import type { PlanAction } from '../domain/plan.transitions.js';
import type { PlanState } from '../domain/plan-state.js';
import { plansRotas } from './rota-scope.js';

export interface LoadedPlan {
  readonly row: PlanRow;
  readonly facts: PlanFacts;
}
export type PlanStep = TransitionStep<PlanAction, LoadedPlan, PlanAttempt, PlanState, PlanChanges>;

/** A search that has not come back by then was lost: another one may be asked for. */
const LONGEST_SEARCH = minutes(10);
const AHEAD = 'dispatch.publish_ahead_days';

/** Takes a rota through its table. */
@Injectable()
export class PlanTransitions extends TransitionService<LoadedPlan, PlanAttempt, PlanState, PlanChanges, PlanStep> {
  protected override readonly aggregate = { type: 'RotaPlan', events: 'rota-plan' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly reference: ReferenceData,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedPlan | null> {
    const row = await this.plans.lock(tx, id, tx.actor.institutionId);
    if (!row) return null;
    const now = await tx.begun;
    const settings = await this.reference.settings([AHEAD], now, tx);
    const facts = {
      isPlanner: plansRotas(tx.actor),
      isSystem: tx.actor.accountId === SYSTEM_ACCOUNT_ID,
      today: localDate(now, ALLIANCE_ZONE),
      fromDay: row.fromDay,
      toDay: row.toDay,
      searching: row.requestedAt !== null && elapsed(row.requestedAt, now) < LONGEST_SEARCH,
      sessions: row.sessions,
      unsettled: row.unsettled,
      publishAheadDays: settings[AHEAD],
    };
    return { row, facts };
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
}
