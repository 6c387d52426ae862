import { Inject, Injectable } from '@nestjs/common';
import { before, minutes, type Clock } from '#kernel';
import { BackgroundWork, CLOCK, Database, ReferenceData, statement, systemActor, type ActorContext } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { MonthClosedError } from '../domain/errors.js';
import { addMonths, closesAt, monthsTold, type Month } from '../domain/period.js';
import { MonthService } from './month.service.js';
import { atOnce, type Pace } from './pace.js';
import { Turns } from './turns.js';

const AGE = 'indicator.refresh_minutes';
const DAY = 'indicator.closing_day_of_month';
const CORRECTED = 'indicator.correction_months';

const LEAD = statement('indicator.lead', `SELECT id FROM indicator_institutions WHERE kind = 'LEAD_HOSPITAL' LIMIT 1`);
const FRESH = statement('indicator.fresh', 'SELECT 1 FROM indicator_months WHERE period = $1 AND computed_at > $2');

/** Keeps the figures of months that are open fresh, and closes each when its day has come. */
@Injectable()
export class MonthsWork extends BackgroundWork {
  readonly name = 'indicator.months';
  readonly intervalMs = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly months: MonthRepository,
    private readonly service: MonthService,
    private readonly turns: Turns,
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override async round(signal = new AbortController().signal): Promise<boolean> {
    const lead = await this.database.first<{ id: string }>(LEAD);
    if (!lead) return false;
    const actor = systemActor(lead.id, 'indicator');
    await this.turns.take(actor, signal, (pace) => this.tellDue(actor, pace));
    return false;
  }

  /** Tells the months that are not fresh, and closes those whose day has come. */
  async tellDue(actor: ActorContext, pace: Pace = atOnce): Promise<void> {
    const first = await this.months.beginning(this.database);
    if (!first) return;
    const now = this.clock.now();
    const settings = await this.reference.settings([AGE, DAY, CORRECTED], now);
    const since = before(now, minutes(settings[AGE]));
    const months = monthsTold(first, now);
    const running = months.at(-1)!;
    const closed = new Set(await this.months.closedBetween(this.database, months[0]!, running));
    for (const period of months.filter((month) => !closed.has(month))) {
      // The first round of an alliance tells a year.
      if (!(await pace(0))) return;
      await unlessClosed(
        now >= closesAt(period, settings[DAY])
          ? this.service.closeByItself(actor, period, pace)
          : this.tellStale(actor, period, { since, pace }),
      );
    }
    await this.service.forget(actor, addMonths(running, -settings[CORRECTED] - 1));
  }

  private async tellStale(actor: ActorContext, period: Month, { since, pace }: { since: Date; pace: Pace }) {
    const fresh = await this.database.query(FRESH, [period, since]);
    if (fresh.length === 0) await this.service.tell(actor, period, pace);
  }
}

/** Somebody may close a month by hand while it is told. */
async function unlessClosed(telling: Promise<void>): Promise<void> {
  try {
    await telling;
  } catch (error) {
    if (!(error instanceof MonthClosedError)) throw error;
  }
}
