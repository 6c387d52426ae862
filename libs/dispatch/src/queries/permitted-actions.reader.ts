import { Inject, Injectable } from '@nestjs/common';
import { permittedActions, type Clock, type PermittedAction } from '#kernel';
import { BatchReader, CLOCK, Database, ReferenceData, type ActorContext } from '#platform';
import { PLAN_SETTINGS, planFactsOf } from '../data/plan-facts.js';
import { PlanRepository } from '../data/plan.repository.js';
import { secondmentFactsOf } from '../data/secondment-facts.js';
import { SecondmentRepository } from '../data/secondment.repository.js';
import { knowsSession, sessionFactsOf } from '../data/session-facts.js';
import { SessionRepository } from '../data/session.repository.js';
import { planLifecycle } from '../domain/plan.lifecycle.js';
import { secondmentLifecycle } from '../domain/secondment.transitions.js';
import { SESSION_SETTINGS, sessionLifecycle } from '../domain/session.lifecycle.js';

type Answer = readonly PermittedAction<string>[];

const inOrder = (ids: readonly string[], byId: ReadonlyMap<string, Answer>): (Answer | null)[] =>
  ids.map((id) => byId.get(id) ?? null);

/** What the actor may do with each of some sessions, from the same rules that decide an attempt; nothing with a draft's. */
@Injectable()
export class SessionPermittedActions extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const now = this.clock.now();
    const [rows, limits] = await Promise.all([
      this.sessions.read(this.database, ids),
      this.reference.settings(SESSION_SETTINGS, now),
    ]);
    const known = rows.filter((row) => knowsSession(actor, row));
    const facts = (row: (typeof rows)[number]) => sessionFactsOf(actor, row, { now, limits });
    return inOrder(
      ids,
      new Map(known.map((row) => [row.id, permittedActions(sessionLifecycle, row.state as never, facts(row))])),
    );
  }
}

/** The same of rotas. */
@Injectable()
export class PlanPermittedActions extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanRepository,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const now = this.clock.now();
    const [rows, settings] = await Promise.all([
      this.plans.read(this.database, ids, actor.institutionId),
      this.reference.settings(PLAN_SETTINGS, now),
    ]);
    const facts = (row: (typeof rows)[number]) => planFactsOf(actor, row, { now, settings });
    return inOrder(
      ids,
      new Map(rows.map((row) => [row.id, permittedActions(planLifecycle, row.state as never, facts(row))])),
    );
  }
}

/** The same of secondments. */
@Injectable()
export class SecondmentPermittedActions extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly secondments: SecondmentRepository,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const rows = await this.secondments.read(this.database, ids);
    const known = rows.flatMap((row) => {
      const facts = secondmentFactsOf(actor, row);
      return facts ? [[row.id, permittedActions(secondmentLifecycle, row.state as never, facts)] as const] : [];
    });
    return inOrder(ids, new Map(known));
  }
}
