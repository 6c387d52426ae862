import { Inject, Injectable } from '@nestjs/common';
import { permittedActions, type Clock, type PermittedAction } from '#kernel';
import { BatchReader, CLOCK, Database, type ActorContext } from '#platform';
import { ReferralFactsReader } from '../data/referral-facts.reader.js';
import { upLifecycle } from '../domain/up.lifecycle.js';
import type { UpAction } from '../domain/up.transitions.js';

/** What the actor may do with each of a page's referrals, from the same rules that decide an attempt. */
@Injectable()
export class PermittedActionsReader extends BatchReader<string, PermittedAction<UpAction>[]> {
  constructor(
    private readonly database: Database,
    private readonly facts: ReferralFactsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(PermittedAction<UpAction>[] | null)[]> {
    const loaded = await this.facts.read(this.database, actor, ids, this.clock.now());
    const byId = new Map(loaded.map(({ row, facts }) => [row.id, permittedActions(upLifecycle, row.state, facts)]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
