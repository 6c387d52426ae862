import { Inject, Injectable } from '@nestjs/common';
import { permittedActions, type Clock, type PermittedAction } from '#kernel';
import { BatchReader, CLOCK, Database, type ActorContext } from '#platform';
import { CriticalValueFactsReader } from '../data/critical-value-facts.reader.js';
import { criticalValueLifecycle } from '../domain/critical-value.lifecycle.js';

type Answer = readonly PermittedAction<string>[];

/** What the actor may do with each of a page's critical values, from the same rules that decide an attempt. */
@Injectable()
export class CriticalValuePermittedActions extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly facts: CriticalValueFactsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const loaded = await this.facts.read(this.database, actor, ids, this.clock.now());
    const byId = new Map(
      loaded.map(({ row, facts }) => [row.id, permittedActions(criticalValueLifecycle, row.state, facts)]),
    );
    return ids.map((id) => byId.get(id) ?? null);
  }
}
