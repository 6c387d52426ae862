import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, Database, ReferenceData, statement, type ActorContext } from '#platform';
import type { QuietHours } from '../domain/quiet-hours.js';

export interface OwnQuietHours extends QuietHours {
  /** Whether they are those of the county, because the person has chosen none. */
  readonly isDefault: boolean;
}

const OWN = statement(
  'notices.own-quiet-hours',
  `SELECT from_minutes AS "fromMinutes", to_minutes AS "toMinutes" FROM notice_quiet_hours WHERE staff_id = $1`,
);
const KEYS = ['notification.quiet_from_minutes', 'notification.quiet_to_minutes'] as const;

/** The quiet hours of the actor. */
@Injectable()
export class QuietHoursQuery {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async own({ staffId }: ActorContext): Promise<OwnQuietHours> {
    const chosen = await this.database.first<QuietHours & Record<string, unknown>>(OWN, [staffId]);
    if (chosen) return { ...chosen, isDefault: false };
    const settings = await this.reference.settings(KEYS, this.clock.now());
    return { fromMinutes: settings[KEYS[0]], toMinutes: settings[KEYS[1]], isDefault: true };
  }
}
