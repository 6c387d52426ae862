import { Inject, Injectable } from '@nestjs/common';
import { hours, type Clock } from '#kernel';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { CLOCK } from '../tokens.js';
import { deleteExpired, type ExpiredRows } from './expired-rows.js';

/** Removes, every hour, the rows of a library that nobody needs any more. */
@Injectable()
export abstract class ExpiredRowsWork extends BackgroundWork {
  readonly intervalMs = hours(1);
  protected abstract readonly expired: readonly ExpiredRows[];

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  round(signal: AbortSignal): Promise<boolean> {
    return deleteExpired({ database: this.database, clock: this.clock, signal }, this.expired);
  }
}
