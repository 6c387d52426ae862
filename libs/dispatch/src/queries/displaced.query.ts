import { Inject, Injectable } from '@nestjs/common';
import { DisplacedTimes, type DisplacedTime } from '#calendar';
import { ALLIANCE_ZONE, localDate, startOfDay, type Clock } from '#kernel';
import { CLOCK, Database, type ActorContext } from '#platform';

/** What else than sessions has lost the time of an institution's experts, for whoever mends its rota. */
@Injectable()
export class DisplacedQuery {
  constructor(
    private readonly database: Database,
    private readonly times: DisplacedTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** From today on. */
  list({ institutionId }: ActorContext): Promise<DisplacedTime[]> {
    const today = localDate(this.clock.now(), ALLIANCE_ZONE);
    return this.times.list(this.database, institutionId, startOfDay(today, ALLIANCE_ZONE));
  }
}
