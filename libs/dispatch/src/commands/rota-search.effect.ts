import { Injectable } from '@nestjs/common';
import {
  ExternalEffect,
  ExternalEffects,
  UnitOfWork,
  systemActor,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Sending,
  type Transaction,
} from '#platform';
import { PlanRepository, type PlanRow } from '../data/plan.repository.js';
import { SessionRepository } from '../data/session.repository.js';
import { planRota } from '../data/solver/rota-solver.js';
import { demandOf, searchOf, type Frame } from '../domain/frame.js';
import { searchLimits } from '../domain/settings.js';
import { SessionOrigin, type RotaAnswer } from '../domain/solver/answer.js';
import { RotaFrameReader } from '../queries/rota-frame.reader.js';
import { sessionOf } from './plan.service.js';
import { PlanTransitions } from './plan-transitions.js';
import { SearchWatch } from './search-watch.js';

type Wanted = { readonly planId: string; readonly institutionId: string };

/**
 * Searches a rota outside of any transaction, which would hold its rows for a minute, and writes what was found in one.
 * Sent twice it searches twice, and the second answer replaces the first.
 */
@Injectable()
export class RotaSearch extends ExternalEffect<Wanted> {
  readonly name = 'dispatch.rota-search';
  override readonly options = { atOnce: 1, attempts: 3 };

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: PlanTransitions,
    private readonly plans: PlanRepository,
    private readonly sessions: SessionRepository,
    private readonly frames: RotaFrameReader,
    private readonly watch: SearchWatch,
  ) {
    super();
  }

  async send({ payload: { planId, institutionId }, signal }: Sending<Wanted>): Promise<void> {
    const actor = systemActor(institutionId, this.name);
    const found = await this.unitOfWork.run(actor, (tx) => this.frameOf(tx, planId));
    if (!found) return;
    const answer = await this.watch.over({ planId, institutionId, signal }, (watch) =>
      planRota(searchOf(found, planId), searchLimits(found.settings), watch),
    );
    if (!signal.aborted) await this.unitOfWork.run(actor, (tx) => this.save(tx, planId, answer));
  }

  private async frameOf(tx: Transaction, id: string): Promise<Frame | null> {
    const plan = await this.plans.lock(tx, id, tx.actor.institutionId);
    return plan?.requestedAt ? this.read(tx, plan) : null;
  }

  private read(tx: Transaction, { id, institutionId, fromDay, toDay }: PlanRow): Promise<Frame> {
    return this.frames.read(tx, { institutionId, fromDay, toDay, planId: id, now: tx.now });
  }

  private async save(tx: Transaction, id: string, answer: RotaAnswer): Promise<void> {
    const plan = await this.plans.lock(tx, id, tx.actor.institutionId);
    if (!plan?.requestedAt) return;
    const frame = await this.read(tx, plan);
    const planned = answer.assignments.filter(({ origin }) => origin === SessionOrigin.PLANNED);
    await this.transitions.take(
      tx,
      { id, expectedVersion: plan.version },
      {
        action: 'generate',
        operation: 'generateRota',
        topic: 'rota.generated',
        effect: async () => {
          this.sessions.dropUnpinned(tx, id);
          await this.sessions.insert(
            tx,
            planned.map(({ expertId, demandId }) =>
              sessionOf(tx, plan, frame, { expertId, ...demandOf(demandId), pinned: false }),
            ),
          );
          const { status, gap, score, bound } = answer;
          const generation = { status, gap, score, bound };
          return { changes: { generation, requestedAt: null, cancelRequestedAt: null }, payload: { status } };
        },
      },
    );
  }
}

/** Asks for a search. */
@Injectable()
export class GenerationService {
  constructor(
    private readonly transitions: PlanTransitions,
    private readonly effects: ExternalEffects,
    private readonly search: RotaSearch,
  ) {}

  request(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'requestGeneration',
      operation: 'generateRota',
      topic: 'rota.generation-requested',
      effect: (tx, { row }) => {
        const { institutionId } = row;
        this.effects.request(tx, this.search, { planId: row.id, institutionId }, { subjectId: row.id });
        return { changes: { requestedAt: tx.now, searchProgress: null, cancelRequestedAt: null } };
      },
    });
  }

  /** Ends a search soon; the best plan so far is kept. */
  cancel(actor: ActorContext, command: ChangeCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancelGeneration',
      operation: 'cancelRotaSearch',
      topic: 'rota.generation-cancelled',
      effect: (tx) => ({ changes: { cancelRequestedAt: tx.now } }),
    });
  }
}
