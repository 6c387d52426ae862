import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, addDays, startOfDay, type Clock } from '#kernel';
import { CLOCK, Database, ReadReplica, UnitOfWork, type ActorContext, type Queryable } from '#platform';
import { DayRepository, type DaysOfMonth, type StaleDay } from '../data/day.repository.js';
import { toldWithin } from '../data/told-within.js';
import type { Month } from '../domain/period.js';

/** Events after which it takes less to tell all days anew than to ask which of them were touched. */
const MOST_EVENTS = 200_000;
/** Days that are told in one statement, so that it takes seconds in a large county. */
const MOST_DAYS = 7;

/**
 * Keeps the sums of days in step with what happened: only days that were touched are told anew, a few at a time, each in a
 * short transaction. Long reads go to a replica where there is one; it is followed as far as it has come itself, and not read
 * while it lags behind what has been followed already.
 */
@Injectable()
export class RollUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly database: Database,
    private readonly replica: ReadReplica,
    private readonly days: DayRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Brings the days of some months up to what has happened; to be closed, from the database itself. */
  async refresh(actor: ActorContext, periods: readonly Month[], { closing = false } = {}): Promise<void> {
    const source = closing ? this.database : this.replica;
    const now = this.clock.now();
    const months = periods.map((period) => ({ period, month: toldWithin(period, now) }));
    await this.unitOfWork.run(actor, async (tx) => {
      for (const { period, month } of months) await this.days.mark(tx, period, month);
    });
    if (!(await this.follow(actor, source))) return;
    for (const { period, month } of months) {
      for (const run of runsOf(await this.days.stale(this.database, period, month))) {
        await this.tell(actor, period, { source, month, run });
      }
    }
  }

  /** Forgets the days of months before one. */
  forget(actor: ActorContext, before: Month): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.days.forget(tx, before));
  }

  /** @returns whether the source has come as far as was followed before */
  private async follow(actor: ActorContext, source: Queryable): Promise<boolean> {
    const [head, position] = [await this.days.head(source), await this.days.position(this.database)];
    if (position !== null && head <= position) return head === position;
    const isMuch = position === null || head - position > MOST_EVENTS;
    const touched = isMuch ? null : await this.days.touchedBy(source, position, head);
    await this.unitOfWork.run(actor, async (tx) => {
      await this.days.touch(tx, touched);
      await this.days.follow(tx, head);
    });
    return true;
  }

  private async tell(
    actor: ActorContext,
    period: Month,
    { source, month: [start, end, now], run }: Telling,
  ): Promise<void> {
    const from = startOfDay(run[0]!.day, ALLIANCE_ZONE);
    const until = startOfDay(addDays(run.at(-1)!.day, 1), ALLIANCE_ZONE);
    const told = await this.days.tell(source, [start, end, now, from, until]);
    const touched = new Map(run.map((stale) => [stale.day, stale.touched]));
    await this.unitOfWork.run(actor, async (tx) => {
      for (const day of told) await this.days.keep(tx, period, day, touched.get(day.day)!);
    });
  }
}

/** Which days are told, of which month, and where they are read. */
interface Telling {
  readonly source: Database;
  readonly month: DaysOfMonth;
  readonly run: readonly StaleDay[];
}

/** Days one after the other, as many as are told at once. */
function runsOf(days: readonly StaleDay[]): StaleDay[][] {
  const runs: StaleDay[][] = [];
  for (const each of days) {
    const run = runs.at(-1);
    if (run && run.length < MOST_DAYS && addDays(run.at(-1)!.day, 1) === each.day) run.push(each);
    else runs.push([each]);
  }
  return runs;
}
