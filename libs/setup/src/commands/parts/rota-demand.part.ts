import { Injectable } from '@nestjs/common';
import { RotaRegister, SetupRows } from '#dispatch';
import { Permission } from '#identity';
import type { Queryable } from '#platform';
import { RowRefused } from '../../domain/errors.js';
import { demands, type DemandRow } from '../../domain/rota-tables.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';
import { nameOf } from './rota-wish.part.js';

/** What townships ask for every week. */
@Injectable()
export class RotaDemandPart extends SetupPart<typeof demands.columns> {
  override readonly permission = Permission.PlanRotas;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly rows: SetupRows,
    private readonly register: RotaRegister,
  ) {
    super();
  }

  override table() {
    return demands;
  }

  override async entries(on: Queryable): Promise<Entry<DemandRow>[]> {
    const rows = await this.register.demands(on);
    return rows.map(({ id, version, weekday, ...values }) => ({
      id,
      version,
      values: { ...values, weekday: nameOf(weekday) },
    }));
  }

  override concerns({ institutionCode }: DemandRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override add({ tx, known }: Desk, { institutionCode, townshipCode, weekday, ...terms }: DemandRow): Promise<void> {
    const institutionId = known.institution('institutionCode', institutionCode).id;
    const townshipId = known.institution('townshipCode', townshipCode).id;
    const demand = { id: tx.newId(), townshipId, weekday: Number(weekday), ...terms };
    return this.rows.addDemandIn(tx, institutionId, demand);
  }

  override change({ tx, known }: Desk, entry: Entry<DemandRow>, row: DemandRow): Promise<void> {
    // Sessions say what they answer: something else is another demand, from its own day on.
    for (const column of ['kind', 'minimumTitle'] as const) {
      if (row[column] !== entry.values[column]) throw new RowRefused(column, 'FIXED_ONCE_ENTERED');
    }
    const { minimum, ideal, priority, validTo } = row;
    const institutionId = known.institution('institutionCode', row.institutionCode).id;
    return this.rows.changeDemandIn(tx, institutionId, { ...found(entry), minimum, ideal, priority, validTo });
  }
}
