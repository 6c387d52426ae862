import { Inject, Injectable } from '@nestjs/common';
import { days, hours, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, deleteExpired, type ExpiredRows } from '#platform';

const EXPIRED: readonly ExpiredRows[] = [
  // Listed to their owner as devices until then; who signed in when stays in the audit trail.
  { table: 'sessions', since: 'least(revoked_at, expires_at)', keptFor: days(30) },
  { table: 'sign_in_tickets', since: 'expires_at', keptFor: days(1) },
  // Locks look back half an hour.
  { table: 'sign_in_attempts', since: 'occurred_at', keptFor: days(1) },
];

/** Removes sessions that have ended and attempts to sign in that no rule looks at any more. */
@Injectable()
export class SignInHousekeepingWork extends BackgroundWork {
  readonly name = 'identity.housekeeping';
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
