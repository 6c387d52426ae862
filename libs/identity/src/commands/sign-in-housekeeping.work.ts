import { Injectable } from '@nestjs/common';
import { days } from '#kernel';
import { ExpiredRowsWork } from '#platform';

/** Removes sessions that have ended and attempts to sign in that no rule looks at any more. */
@Injectable()
export class SignInHousekeepingWork extends ExpiredRowsWork {
  readonly name = 'identity.housekeeping';

  protected readonly expired = [
    // Listed to their owner as devices until then; who signed in when stays in the audit trail.
    { table: 'sessions', since: 'least(revoked_at, expires_at)', keptFor: days(30) },
    { table: 'sign_in_tickets', since: 'expires_at', keptFor: days(1) },
    { table: 'provider_sign_ins', since: 'expires_at', keptFor: days(1) },
    // Locks look back half an hour.
    { table: 'sign_in_attempts', since: 'occurred_at', keptFor: days(1) },
  ];
}
