import { Injectable } from '@nestjs/common';
import { InstallationScope, ReferenceData, UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { MonthRepository } from '../data/month.repository.js';
import { sealOf } from '../data/seal.js';
import { MonthClosedError, MonthNotOverError } from '../domain/errors.js';
import { addMonths, intervalOf, monthOf, monthsTold, type Month } from '../domain/period.js';
import { atOnce, type Pace } from './pace.js';
import { RollUp } from './roll-up.js';

const CORRECTED = 'indicator.correction_months';

/** Tells the figures of months from what happened, and closes months so that they stay as they are. */
@Injectable()
export class MonthService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly months: MonthRepository,
    private readonly reference: ReferenceData,
    private readonly scope: InstallationScope,
    private readonly rollUp: RollUp,
  ) {}

  /**
   * Tells the figures of an open month anew, with what has come in late about closed ones. Where it is broken off, or what is
   * read lags behind, they stay as they were told before.
   *
   * @throws MonthClosedError
   */
  async tell(actor: ActorContext, period: Month, pace: Pace = atOnce): Promise<void> {
    const corrected = await this.unitOfWork.run(actor, (tx) => this.corrected(tx, period));
    if (!(await this.rollUp.refresh(actor, [...corrected, period], { pace }))) return;
    const begun = performance.now();
    await this.unitOfWork.run(actor, async (tx) => {
      await this.lock(tx, period);
      await this.months.fill(tx, period);
      await this.correct(tx, period);
    });
    await pace(performance.now() - begun);
  }

  /** Closes a month for whoever runs the alliance. @throws ForbiddenError, MonthClosedError, MonthNotOverError */
  async close(actor: ActorContext, period: Month): Promise<void> {
    await this.unitOfWork.run(actor, (tx) => this.scope.requireWhole(tx, actor));
    await this.closeByItself(actor, period);
  }

  /** Closes a month because its day has come, unless it is broken off. @throws MonthClosedError, MonthNotOverError */
  async closeByItself(actor: ActorContext, period: Month, pace: Pace = atOnce): Promise<void> {
    const corrected = await this.unitOfWork.run(actor, async (tx) => {
      await this.requireClosable(tx, period);
      return this.corrected(tx, period);
    });
    if (!(await this.rollUp.refresh(actor, [...corrected, period], { closing: true, pace }))) return;
    await this.unitOfWork.run(actor, (tx) => this.end(tx, period));
  }

  /** Forgets the days of months before one, of which nothing is told any more. */
  forget(actor: ActorContext, before: Month): Promise<void> {
    return this.rollUp.forget(actor, before);
  }

  private async end(tx: Transaction, period: Month): Promise<void> {
    await this.requireClosable(tx, period);
    await this.lock(tx, period);
    await this.months.fill(tx, period);
    await this.correct(tx, period);
    const hash = sealOf(await this.months.rows(tx, period));
    const { id, version } = await this.months.close(tx, period, hash);
    tx.publish({
      topic: 'indicator.month-closed',
      aggregateType: 'indicator-month',
      aggregateId: id,
      aggregateVersion: version,
      action: 'close',
      payload: { period, hash },
    });
  }

  private async requireClosable(tx: Transaction, period: Month): Promise<void> {
    if (await this.months.isClosed(tx, period)) throw new MonthClosedError(period);
    const first = await this.months.beginning(tx);
    const before = first ? monthsTold(first, tx.now).filter((month) => month < period) : [];
    const closed = before[0] === undefined ? [] : await this.months.closedBetween(tx, before[0], period);
    const isTold = first !== null && period >= monthOf(first);
    if (!isTold || tx.now < intervalOf(period).end || closed.length < before.length)
      throw new MonthNotOverError(period);
  }

  private async lock(tx: Transaction, period: Month): Promise<void> {
    if (!(await this.months.lock(tx, period))) throw new MonthClosedError(period);
  }

  private async correct(tx: Transaction, period: Month): Promise<void> {
    for (const closed of await this.corrected(tx, period)) await this.months.correct(tx, period, closed);
  }

  /** What comes in late belongs to the first month that is still open: which closed months a month corrects. */
  private async corrected(tx: Transaction, period: Month): Promise<Month[]> {
    if (await this.months.hasOpenBefore(tx, period)) return [];
    const { [CORRECTED]: back } = await this.reference.settings([CORRECTED], tx.now, tx);
    return this.months.closedBetween(tx, addMonths(period, -back), period);
  }
}
