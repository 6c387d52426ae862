import { Inject, Injectable } from '@nestjs/common';
import { seconds, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, UnitOfWork, systemActor } from '#platform';
import { HoldRepository } from '../data/hold.repository.js';

/** Ends tentative holds whose time has passed. Nobody waits for it: what has expired counts as free at once. */
@Injectable()
export class HoldExpiryWork extends BackgroundWork {
  readonly name = 'capacity.expire-holds';
  readonly intervalMs = seconds(5);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly holds: HoldRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    let expired = 0;
    for (const institutionId of await this.holds.institutionsToExpire(this.database, this.clock.now())) {
      if (signal.aborted) return true;
      const actor = systemActor(institutionId, this.name);
      expired += await this.unitOfWork.run(actor, (tx) => this.holds.expireOfInstitution(tx, institutionId));
    }
    return expired > 0;
  }
}
