import { Inject, Injectable } from '@nestjs/common';
import { before, minutes, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, ReferenceData, statement, systemActor, type ActorContext } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { addMonths, closesAt, monthOf, type Month } from '../domain/period.js';
import { MonthService } from './month.service.js';

const AGE = 'indicator.refresh_minutes';
const DAY = 'indicator.closing_day_of_month';

const LEAD = statement('indicator.lead', `SELECT id FROM indicator_institutions WHERE kind = 'LEAD_HOSPITAL' LIMIT 1`);
const FRESH = statement('indicator.fresh', 'SELECT 1 FROM indicator_months WHERE period = $1 AND computed_at > $2');

/** Keeps the figures of the running month and of the one before fresh, and closes that one when its day has come. */
@Injectable()
export class MonthsWork extends BackgroundWork {
  readonly name = 'indicator.months';
  readonly intervalMs = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly months: MonthRepository,
    private readonly service: MonthService,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override async round(): Promise<boolean> {
    const now = this.clock.now();
    const settings = await this.reference.settings([AGE, DAY], now);
    const lead = await this.database.first<{ id: string }>(LEAD);
    if (!lead) return false;
    const actor = systemActor(lead.id, 'indicator');
    const running = monthOf(now);
    const last = addMonths(running, -1);
    const due = now >= closesAt(last, settings[DAY]);
    await this.tellOrClose(actor, last, { due, since: before(now, minutes(settings[AGE])) });
    await this.tellOrClose(actor, running, { due: false, since: before(now, minutes(settings[AGE])) });
    return false;
  }

  private async tellOrClose(actor: ActorContext, period: Month, { due, since }: { due: boolean; since: Date }) {
    if (await this.months.isClosed(this.database, period)) return;
    if (due) {
      await this.service.closeByItself(actor, period);
      return;
    }
    const fresh = await this.database.query(FRESH, [period, since]);
    if (fresh.length === 0) await this.service.tell(actor, period);
  }
}
