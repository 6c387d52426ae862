import { Inject, Injectable } from '@nestjs/common';
import { minutes, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, ReferenceData, UnitOfWork, systemActor } from '#platform';
import { ClinicSessionRepository } from '../data/clinic-session.repository.js';
import { releasedBefore } from '../domain/session-terms.js';
import { RELEASE_SETTING } from '../domain/settings.js';
import { announceSession } from './session-rules.js';

/** Gives places that nobody holds back to the hospital, the day before at the hour that the county has set. */
@Injectable()
export class SlotReleaseWork extends BackgroundWork {
  readonly name = 'capacity.release-slots';
  readonly intervalMs = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: ClinicSessionRepository,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const now = this.clock.now();
    const { [RELEASE_SETTING]: releaseMinutes } = await this.reference.settings([RELEASE_SETTING], now);
    const before = releasedBefore(now, releaseMinutes);
    let released = 0;
    for (const institutionId of await this.sessions.institutionsToRelease(this.database, before)) {
      if (signal.aborted) return true;
      released += await this.release(institutionId, before);
    }
    return released > 0;
  }

  private release(institutionId: string, before: Date): Promise<number> {
    return this.unitOfWork.run(systemActor(institutionId, this.name), async (tx) => {
      const sessions = await this.sessions.release(tx, institutionId, before);
      for (const session of sessions) announceSession(tx, 'capacity.session-released', session);
      return sessions.length;
    });
  }
}
