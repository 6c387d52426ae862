import { Inject, Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, type Clock } from '#kernel';
import { CLOCK, Database, statement } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { IndicatorUnit } from '../domain/definition.js';
import { isPartOf, partsOf, reasonsOf } from '../domain/part.js';
import { monthOf, type Month } from '../domain/period.js';

const INDICATOR = statement('indicator.known', 'SELECT unit FROM indicator_definitions WHERE code = $1 LIMIT 1');
/** A reason that has ever been on its list, or what has ever been told of the alliance. */
const PART = statement(
  'indicator.known-part',
  `SELECT 1 WHERE EXISTS (SELECT 1 FROM reason_codes WHERE list = $3 AND code = $4)
     OR EXISTS (SELECT 1 FROM indicator_figures
       WHERE institution_id IS NULL AND department_id IS NULL AND code = $1 AND part = $2)`,
);

/** Whether what somebody asks about is there at all: nothing of nothing is told of what is, and of nothing else. */
@Injectable()
export class Known {
  constructor(
    private readonly database: Database,
    private readonly months: MonthRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the unit of the indicator. @throws NotFoundError where none has that code */
  async requireIndicator(code: string): Promise<IndicatorUnit> {
    const found = await this.database.first<{ unit: IndicatorUnit }>(INDICATOR, [code]);
    if (!found) throw new NotFoundError('IndicatorDefinition', code);
    return found.unit;
  }

  /** @throws NotFoundError where no indicator has that code, InvalidInputError where it is not told by that part */
  async requirePart(code: string, part: string): Promise<void> {
    const unit = await this.requireIndicator(code);
    if (isPartOf(code, part, { inMinutes: unit === IndicatorUnit.MINUTES })) return;
    const onRecord = await this.database.query(PART, [code, part, reasonsOf(code, part), partsOf(part)[1]]);
    if (onRecord.length === 0) throw new InvalidInputError([{ path: 'part', constraint: 'UNKNOWN_PART' }]);
  }

  /** @throws NotFoundError for months to come, and those before anything happened */
  async requireMonth(period: Month): Promise<void> {
    const running = monthOf(this.clock.now());
    if (period === running || (await this.months.isTold(this.database, period))) return;
    const first = await this.months.beginning(this.database);
    if (!first || period < monthOf(first) || period > running) throw new NotFoundError('IndicatorMonth', period);
  }
}
