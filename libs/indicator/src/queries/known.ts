import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, type Clock } from '#kernel';
import { CLOCK, Database, statement } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { monthOf, type Month } from '../domain/period.js';

const INDICATOR = statement('indicator.known', 'SELECT 1 FROM indicator_definitions WHERE code = $1 LIMIT 1');

/** Whether what somebody asks about is there at all: nothing of nothing is told of what is, and of nothing else. */
@Injectable()
export class Known {
  constructor(
    private readonly database: Database,
    private readonly months: MonthRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError where no indicator has that code */
  async requireIndicator(code: string): Promise<void> {
    if ((await this.database.query(INDICATOR, [code])).length === 0)
      throw new NotFoundError('IndicatorDefinition', code);
  }

  /** @throws NotFoundError for months to come, and those before anything happened */
  async requireMonth(period: Month): Promise<void> {
    const running = monthOf(this.clock.now());
    if (period === running || (await this.months.isTold(this.database, period))) return;
    const first = await this.months.beginning(this.database);
    if (!first || period < monthOf(first) || period > running) throw new NotFoundError('IndicatorMonth', period);
  }
}
