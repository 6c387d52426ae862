import { Inject, Injectable } from '@nestjs/common';
import { permittedActions, type Clock, type PermittedAction } from '#kernel';
import { BatchReader, CLOCK, Database, type ActorContext } from '#platform';
import { ConsultationFactsReader } from '../data/consultation-facts.reader.js';
import { consultationLifecycle } from '../domain/consultation.lifecycle.js';

type Answer = readonly PermittedAction<string>[];

/** What only follows from something else; nobody asks for it. */
const CONSEQUENCES: readonly string[] = ['acceptInvitation', 'declineInvitation', 'expireInvitation', 'loseTime'];

/** What the actor may do with each of a page's cases, from the same rules that decide an attempt. */
@Injectable()
export class ConsultationPermittedActions extends BatchReader<string, Answer> {
  constructor(
    private readonly database: Database,
    private readonly facts: ConsultationFactsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async readMany(actor: ActorContext, ids: readonly string[]): Promise<(Answer | null)[]> {
    const loaded = await this.facts.read(this.database, actor, ids, this.clock.now());
    const byId = new Map(
      loaded.map(({ row, facts }) => [
        row.id,
        permittedActions(consultationLifecycle, row.state, facts).filter(
          ({ action }) => !CONSEQUENCES.includes(action),
        ),
      ]),
    );
    return ids.map((id) => byId.get(id) ?? null);
  }
}
