import { Inject, Injectable } from '@nestjs/common';
import { days, hours, type Clock } from '#kernel';
import { AUDIT_PARTITIONS_SQL } from '../audit/partitions.js';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { CLOCK } from '../tokens.js';
import { deleteExpired, type ExpiredRows } from './expired-rows.js';

const EXPIRED: readonly ExpiredRows[] = [
  // A repeated request is recognised for a week; clients give up long before.
  { table: 'idempotency_keys', since: 'created_at', keptFor: days(7) },
  // Longer than anybody resends what a consumer has had.
  { table: 'consumed_deliveries', since: 'consumed_at', keptFor: days(90) },
  // Long enough for the year's figures to be made from them.
  { table: 'deadlines', since: 'ended_at', keptFor: days(400) },
];

const ENSURE_PARTITIONS = statement('housekeeping.partitions', AUDIT_PARTITIONS_SQL);

/** Keeps tables from growing without end, and the audit trail's partitions ahead of time. */
@Injectable()
export class HousekeepingWork extends BackgroundWork {
  readonly name = 'housekeeping';
  readonly intervalMs = hours(1);

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async round(signal: AbortSignal): Promise<boolean> {
    await this.database.query(ENSURE_PARTITIONS, [this.clock.now()]);
    return deleteExpired({ database: this.database, clock: this.clock, signal }, EXPIRED);
  }
}
