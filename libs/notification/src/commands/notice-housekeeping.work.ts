import { Inject, Injectable } from '@nestjs/common';
import { days, hours, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, ReferenceData, deleteExpired } from '#platform';

const KEPT = 'notification.acknowledged_kept_days';

/** Takes notices out of inboxes long after they were read and acknowledged; all others stay, however old. */
@Injectable()
export class NoticeHousekeepingWork extends BackgroundWork {
  readonly name = 'notification.housekeeping';
  readonly intervalMs = hours(1);

  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    const { database, clock } = this;
    const settings = await this.reference.settings([KEPT], clock.now());
    const expired = { table: 'notices', since: 'acknowledged_at', keptFor: days(settings[KEPT]) };
    return deleteExpired({ database, clock, signal }, [expired]);
  }
}
