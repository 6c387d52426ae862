import { Inject, Injectable } from '@nestjs/common';
import { days, hours, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, deleteExpired, type ExpiredRows } from '#platform';

/** Limits look back an hour or so; the trail keeps what was refused. */
const EXPIRED: readonly ExpiredRows[] = [{ table: 'patient_probes', since: 'attempted_at', keptFor: days(7) }];

/** Removes attempts that no limit looks at any more. */
@Injectable()
export class ProbeHousekeepingWork extends BackgroundWork {
  readonly name = 'patient.housekeeping';
  readonly intervalMs = hours(1);

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  round(signal: AbortSignal): Promise<boolean> {
    return deleteExpired({ database: this.database, clock: this.clock, signal }, EXPIRED);
  }
}
