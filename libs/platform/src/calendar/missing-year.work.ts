import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, localDate, hours, type Clock } from '#kernel';
import type { Logger } from 'pino';
import { BackgroundWork } from '../background/background-work.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from '../health/metrics.js';
import { CLOCK, LOGGER } from '../tokens.js';

const ENTERED = statement('work-calendar.entered', 'SELECT year FROM work_calendar_years WHERE year = ANY($1)');
/** Limits that are set in October reach into the next year; the days are announced in November at the latest. */
const FROM_MONTH = 10;

/** Asks, from October on, for the days of the next year: without them, working time is counted wrong from January. */
@Injectable()
export class MissingYearWork extends BackgroundWork {
  readonly name = 'work-calendar.missing-year';
  readonly intervalMs = hours(6);

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: Metrics,
  ) {
    super();
    metrics.observe(
      {
        name: 'work_calendar_year_missing',
        help: '1 while the days of a year that is needed are missing',
        label: 'year',
      },
      async () => new Map((await this.missing()).map((year) => [String(year), 1])),
    );
  }

  async round(): Promise<boolean> {
    for (const year of await this.missing()) {
      this.logger.warn({ year }, 'the work calendar lacks the holidays and make-up days of a year');
    }
    return false;
  }

  private async missing(): Promise<number[]> {
    const [year, month] = localDate(this.clock.now(), ALLIANCE_ZONE).split('-').map(Number) as [number, number];
    const needed = month >= FROM_MONTH ? [year, year + 1] : [year];
    const entered = await this.database.query<{ year: number }>(ENTERED, [needed]);
    return needed.filter((each) => !entered.some((row) => row.year === each));
  }
}
