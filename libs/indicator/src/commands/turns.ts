import { Injectable } from '@nestjs/common';
import { UnitOfWork, pause, type ActorContext } from '#platform';
import { TurnRepository } from '../data/turn.repository.js';
import type { Pace } from './pace.js';

/**
 * How many times as long as it worked somebody rests whom nobody waits for. On a core that is busy whoever answers a person
 * waits some milliseconds for it, whatever its priority: that has to be seldom enough not to be seen in nineteen of twenty answers.
 */
const REST = 4;
/** What takes less is over before anybody notices. */
const MOMENT_MS = 50;

/** Lets one worker at a time tell months, with rests between the portions of its work. */
@Injectable()
export class Turns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly turns: TurnRepository,
  ) {}

  /** Does the work where nobody else does it already, at a pace that ends with the signal, or when the turn was lost. */
  async take(actor: ActorContext, signal: AbortSignal, work: (pace: Pace) => Promise<void>): Promise<void> {
    const holder = await this.unitOfWork.run(actor, async (tx) => {
      const id = tx.newId();
      return (await this.turns.hold(tx, id)) ? id : null;
    });
    if (holder === null) return;
    try {
      await work(async (tookMs) => {
        if (tookMs > MOMENT_MS) await pause(tookMs * REST, signal);
        return !signal.aborted && (await this.unitOfWork.run(actor, (tx) => this.turns.hold(tx, holder)));
      });
    } finally {
      await this.unitOfWork.run(actor, (tx) => this.turns.end(tx, holder));
    }
  }
}
