import { Injectable } from '@nestjs/common';
import { DeadlineHandler, ExternalEffects, type DueDeadline, type Transaction } from '#platform';
import { PlanRepository } from '../data/plan.repository.js';
import { BROKEN_OFF } from '../domain/plan-state.js';
import { PlanTransitions } from './plan-transitions.js';
import { RotaSearch } from './rota-search.effect.js';
import { SEARCH_LIMIT, SearchLimits } from './search-limits.js';

/**
 * Looks after searches that have not come back in time. One that a worker has, or will have, goes on; of one that was given
 * up after its last attempt it is said that it was broken off. What the rota had before it has still.
 */
@Injectable()
export class LostSearches extends DeadlineHandler {
  readonly kinds = [SEARCH_LIMIT];

  constructor(
    private readonly plans: PlanRepository,
    private readonly transitions: PlanTransitions,
    private readonly effects: ExternalEffects,
    private readonly search: RotaSearch,
    private readonly limits: SearchLimits,
  ) {
    super();
  }

  async expire(tx: Transaction, { subjectId: id, institutionId }: DueDeadline): Promise<void> {
    const plan = await this.plans.lock(tx, id, institutionId);
    if (!plan?.requestedAt) return;
    if (await this.effects.isPending(tx, this.search, { planId: id, institutionId })) {
      return this.limits.begin(tx, plan);
    }
    const generation = { status: BROKEN_OFF, gap: null, score: null, bound: null };
    await this.transitions.take(
      tx,
      { id, expectedVersion: plan.version },
      {
        action: 'breakOff',
        operation: 'breakOffRotaSearch',
        topic: 'rota.search-broken-off',
        effect: () => ({ changes: { generation, requestedAt: null, cancelRequestedAt: null } }),
      },
    );
  }
}
