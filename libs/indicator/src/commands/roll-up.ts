import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, addDays, startOfDay, type Clock } from '#kernel';
import { CLOCK, Database, ReadReplica, UnitOfWork, type ActorContext, type Queryable } from '#platform';
import { DayRepository, type DaysOfMonth, type StaleDay } from '../data/day.repository.js';
import { toldWithin } from '../data/told-within.js';
import { firstDayOf, type Month } from '../domain/period.js';
import { FIRST_RUN, firstRun, nextRunLength } from '../domain/run.js';
import { atOnce, type Pace } from './pace.js';

/** Events after which it takes less to tell all days anew than to ask which of them were touched. */
const MOST_EVENTS = 200_000;

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

  /**
   * Brings the days of some months up to what has happened; to be closed, from the database itself.
   *
   * @returns false where it was broken off, or what is read lags behind: then it is told another time
   */
  async refresh(actor: ActorContext, periods: readonly Month[], { closing, pace }: Refreshing = {}): Promise<boolean> {
    const source = closing ? this.database : this.replica;
    const now = this.clock.now();
    const months = periods.map((period) => ({ period, month: toldWithin(period, now) }));
    await this.unitOfWork.run(actor, async (tx) => {
      for (const { period, month } of months) await this.days.mark(tx, period, month);
    });
    if (!(await this.follow(actor, source))) return false;
    for (const { period, month } of months) {
      if (!(await this.tellStale(actor, period, { source, month, pace }))) return false;
    }
    return true;
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

  private async tellStale(actor: ActorContext, period: Month, telling: Telling): Promise<boolean> {
    const stale = await this.days.stale(this.database, period, telling.month);
    const isBefore = ({ day }: StaleDay): boolean => day < firstDayOf(period);
    // A day before the month has little that is measured within it, so that many are told at once; one of its own has all.
    const [before, own] = [stale.filter(isBefore), stale.filter((day) => !isBefore(day))];
    return (await this.tellDays(actor, period, before, telling)) && this.tellDays(actor, period, own, telling);
  }

  private async tellDays(
    actor: ActorContext,
    period: Month,
    stale: readonly StaleDay[],
    { source, month, pace = atOnce }: Telling,
  ): Promise<boolean> {
    for (let [left, length] = [stale, FIRST_RUN]; left.length > 0;) {
      const run = firstRun(left, length);
      const begun = performance.now();
      await this.tell(actor, period, { source, month, run });
      const took = performance.now() - begun;
      if (!(await pace(took))) return false;
      if (run.length === length) length = nextRunLength(length, took);
      left = left.slice(run.length);
    }
    return true;
  }

  private async tell(actor: ActorContext, period: Month, { source, month: [start, end, now], run }: TellingRun) {
    const from = startOfDay(run[0]!.day, ALLIANCE_ZONE);
    const until = startOfDay(addDays(run.at(-1)!.day, 1), ALLIANCE_ZONE);
    const told = await this.days.tell(source, [start, end, now, from, until]);
    const touched = new Map(run.map((stale) => [stale.day, stale.touched]));
    await this.unitOfWork.run(actor, (tx) => this.days.keep(tx, period, told, touched));
  }
}

/** Whether a month is to be closed, and how its days are gone about: without a rest where nothing is said. */
interface Refreshing {
  readonly closing?: boolean;
  readonly pace?: Pace | undefined;
}

/** Of which month days are told, where they are read, and how they are gone about. */
interface Telling extends Pick<Refreshing, 'pace'> {
  readonly source: Database;
  readonly month: DaysOfMonth;
}

/** Which of its days are told in one statement. */
interface TellingRun extends Omit<Telling, 'pace'> {
  readonly run: readonly StaleDay[];
}
