import { Inject, Injectable } from '@nestjs/common';
import { seconds, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, UnitOfWork, systemActor } from '#platform';
import { ReadingTaskRepository, type KnownTask } from '../data/reading-task.repository.js';
import { ReadingTransitions } from './reading-transitions.js';

/** Lets tasks wait again whose readers are gone. What has lapsed is nobody's at once, whether this has come by or not. */
@Injectable()
export class LapsedLeasesWork extends BackgroundWork {
  readonly name = 'worklist.lapse-leases';
  readonly intervalMs = seconds(5);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly tasks: ReadingTaskRepository,
    private readonly transitions: ReadingTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const lapsed = await this.tasks.lapsed(this.database, this.clock.now());
    for (const task of lapsed) {
      if (signal.aborted) return true;
      await this.lapse(task);
    }
    return lapsed.length > 0;
  }

  /** Another worker, a heartbeat or a takeover may have come first: then there is nothing to do. */
  private lapse({ id, institutionId }: KnownTask): Promise<void> {
    return this.unitOfWork.run(systemActor(institutionId, this.name), async (tx) => {
      const task = await this.tasks.lockLapsed(tx, id);
      if (!task) return;
      const command = { id, expectedVersion: task.version };
      const step = { action: 'lapse', operation: this.name, topic: 'worklist.lapsed' } as const;
      await this.transitions.take(tx, command, step);
    });
  }
}
