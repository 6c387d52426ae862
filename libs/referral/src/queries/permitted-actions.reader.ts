import { Inject, Injectable } from '@nestjs/common';
import { permittedActions, type Clock, type PermittedAction } from '#kernel';
import { BatchReader, CLOCK, Database, type ActorContext } from '#platform';
import { DownFactsReader } from '../data/down-facts.reader.js';
import { ReferralFactsReader } from '../data/referral-facts.reader.js';
import { downLifecycle } from '../domain/down.lifecycle.js';
import { upLifecycle } from '../domain/up.lifecycle.js';

type Answer = readonly PermittedAction<string>[];

/** What the actor may do with each of a page's referrals, from the same rules that decide an attempt. */
@Injectable()
export class PermittedActionsReader extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly up: ReferralFactsReader,
    private readonly down: DownFactsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const now = this.clock.now();
    const up = await this.up.read(this.database, actor, ids, now);
    const byId = new Map<string, Answer>(
      up.map(({ row, facts }) => [row.id, permittedActions(upLifecycle, row.state, facts)]),
    );
    // A page of one direction costs one statement.
    const others = ids.filter((id) => !byId.has(id));
    const down = others.length > 0 ? await this.down.read(this.database, actor, others, now) : [];
    for (const { row, facts } of down) byId.set(row.id, permittedActions(downLifecycle, row.state, facts));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
