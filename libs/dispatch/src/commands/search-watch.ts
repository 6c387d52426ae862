import { Injectable } from '@nestjs/common';
import { UnitOfWork, systemActor, type ActorContext } from '#platform';
import { PlanRepository } from '../data/plan.repository.js';
import type { SolveWatch } from '../data/solver/rota-solver.js';
import type { SearchProgress } from '../domain/plan-state.js';
import type { SolveProgress } from '../domain/solver/answer.js';

/** Shows how far a search is while it goes on, and ends it when somebody calls it off. */
@Injectable()
export class SearchWatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
  ) {}

  /** Watches over a search of a plan; `signal` ends it as well. What was still to be told is told before it comes back. */
  async over<Answer>(
    { planId, institutionId, signal }: { planId: string; institutionId: string; signal: AbortSignal },
    search: (watch: SolveWatch) => Promise<Answer>,
  ): Promise<Answer> {
    const calledOff = new AbortController();
    const actor = systemActor(institutionId, 'dispatch.rota-search');
    const teller = new Teller(async (progress) => {
      if (await this.report(actor, planId, progress)) calledOff.abort();
    });
    await teller.tell(null);
    try {
      return await search({
        signal: AbortSignal.any([signal, calledOff.signal]),
        onProgress: (progress) => teller.tellSoon(shown(progress)),
        onBeat: () => teller.tellSoon(null),
      });
    } finally {
      await teller.rest();
    }
  }

  private report(actor: ActorContext, planId: string, progress: SearchProgress | null): Promise<boolean> {
    return this.unitOfWork.run(actor, (tx) => this.plans.report(tx, planId, progress));
  }
}

const shown = ({ stage, done, of, gap, best: { coverage, soft } }: SolveProgress): SearchProgress => ({
  stage,
  done,
  of,
  gap,
  coverage,
  soft,
});

/** Tells one thing after the other; of what comes while it tells, the latest. */
class Teller {
  private latest: SearchProgress | null = null;
  private telling: Promise<void> = Promise.resolve();
  private isTelling = false;

  constructor(readonly tell: (progress: SearchProgress | null) => Promise<void>) {}

  tellSoon(progress: SearchProgress | null): void {
    this.latest = progress ?? this.latest;
    if (this.isTelling) return;
    this.isTelling = true;
    // The next beat tries again, and what was found is saved all the same.
    this.telling = this.tellLatest().catch(() => undefined);
  }

  /** Until everything has been told. */
  rest(): Promise<void> {
    return this.telling;
  }

  private async tellLatest(): Promise<void> {
    try {
      do {
        const progress = this.latest;
        this.latest = null;
        await this.tell(progress);
      } while (this.latest);
    } finally {
      this.isTelling = false;
    }
  }
}
