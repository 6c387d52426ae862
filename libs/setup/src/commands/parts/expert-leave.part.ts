import { Injectable } from '@nestjs/common';
import { CalendarRegister, CalendarService } from '#calendar';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, dayOf, localDate, startOfDay } from '#kernel';
import type { Queryable } from '#platform';
import { RowRefused } from '../../domain/errors.js';
import { leavesTable, type LeaveColumns, type LeaveRow } from '../../domain/rota-tables.js';
import type { Vocabulary } from '../../domain/words.js';
import type { References } from '../references.js';
import { SetupPart, type Desk, type Entry, type Scope } from '../setup-part.js';
import { worksThere } from './rota-expert.part.js';

/** Leave of experts, day by day; what it meets loses its expert, as when it is entered by hand. */
@Injectable()
export class ExpertLeavePart extends SetupPart<LeaveColumns> {
  override readonly permission = Permission.PlanRotas;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly calendars: CalendarService,
    private readonly register: CalendarRegister,
  ) {
    super();
  }

  override table(words: Vocabulary) {
    return leavesTable(words);
  }

  override async entries(on: Queryable, now: Date): Promise<Entry<LeaveRow>[]> {
    const rows = await this.register.leaves(on, now);
    return rows.map(({ from, to, ...values }) => ({
      values: {
        ...values,
        fromDay: localDate(from, ALLIANCE_ZONE),
        toDay: localDate(new Date(+to - 1), ALLIANCE_ZONE),
      },
    }));
  }

  override concerns({ staffNo }: LeaveRow, scope: Scope, known: References): boolean {
    return worksThere(staffNo, scope, known);
  }

  override add({ tx, known }: Desk, { staffNo, fromDay, toDay, reasonCode, comment }: LeaveRow): Promise<void> {
    const { id: expertId, institutionId } = known.member('staffNo', staffNo);
    if (toDay < fromDay) throw new RowRefused('toDay', 'PERIOD_EMPTY');
    return this.calendars.enterIn(tx, institutionId, {
      seriesId: tx.newId(),
      expertId,
      kind: 'LEAVE',
      from: startOfDay(fromDay, ALLIANCE_ZONE),
      to: dayOf(toDay, ALLIANCE_ZONE).end,
      reasonCode,
      comment,
    });
  }

  /** Leave is taken back and entered anew, which keeps what it has suspended on record. */
  override change(): Promise<void> {
    throw new RowRefused('toDay', 'FIXED_ONCE_ENTERED');
  }
}
