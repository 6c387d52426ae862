import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import {
  CLOCK,
  InstallationScope,
  ReadReplica,
  ReferenceData,
  UnitOfWork,
  type ActorContext,
  type Transaction,
} from '#platform';
import { MonthRepository, type MonthRow, type ReadFigure } from '../data/month.repository.js';
import { MonthClosedError, MonthNotOverError } from '../domain/errors.js';
import { addMonths, intervalOf, type Month } from '../domain/period.js';

const CORRECTED = 'indicator.correction_months';

/** Tells the figures of months from what happened, and closes months so that they stay as they are. */
@Injectable()
export class MonthService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly months: MonthRepository,
    private readonly reference: ReferenceData,
    private readonly scope: InstallationScope,
    private readonly replica: ReadReplica,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tells the figures of an open month anew, with what has come in late about closed ones. @throws MonthClosedError */
  async tell(actor: ActorContext, period: Month): Promise<void> {
    const figures = await this.months.read(this.replica, period, this.clock.now());
    await this.unitOfWork.run(actor, async (tx) => {
      await this.fill(tx, period, figures);
    });
  }

  /** Closes a month for whoever runs the alliance. @throws ForbiddenError, MonthClosedError, MonthNotOverError */
  close(actor: ActorContext, period: Month): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await this.end(tx, period);
    });
  }

  /** Closes a month because its day has come. @throws as {@link close} does */
  closeByItself(actor: ActorContext, period: Month): Promise<void> {
    return this.unitOfWork.run(actor, (tx) => this.end(tx, period));
  }

  private async end(tx: Transaction, period: Month): Promise<void> {
    if (tx.now < intervalOf(period).end || (await this.months.hasOpenBefore(tx, period))) {
      throw new MonthNotOverError(period);
    }
    await this.fill(tx, period);
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

  /** @param figures as a replica has told them; a month that is closed is told by the database itself */
  private async fill(tx: Transaction, period: Month, figures?: readonly ReadFigure[]): Promise<MonthRow> {
    const month = await this.months.lock(tx, period);
    if (!month) throw new MonthClosedError(period);
    if (figures) await this.months.write(tx, period, figures);
    else await this.months.fill(tx, period);
    // What comes in late belongs to the first month that is still open.
    if (await this.months.hasOpenBefore(tx, period)) return month;
    const { [CORRECTED]: back } = await this.reference.settings([CORRECTED], tx.now, tx);
    for (const closed of await this.months.closedBetween(tx, addMonths(period, -back), period)) {
      await this.months.correct(tx, period, closed);
    }
    return month;
  }
}

type Sealed = Readonly<Record<string, string | number | null>>;

/** SHA-256 of rows as JSON without blanks, the keys of each in the order of the alphabet (RFC 8785 for what is in them). */
function sealOf(rows: readonly Sealed[]): string {
  const canonical = rows.map((row) =>
    Object.fromEntries(
      Object.keys(row)
        .toSorted()
        .map((key) => [key, row[key]]),
    ),
  );
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
