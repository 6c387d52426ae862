import { Injectable } from '@nestjs/common';
import { RotaRegister, SetupRows } from '#dispatch';
import { Permission } from '#identity';
import type { Queryable } from '#platform';
import { wishes, type WishRow } from '../../domain/rota-tables.js';
import type { WEEKDAYS } from '../../domain/words.js';
import type { References } from '../references.js';
import { SetupPart, type Desk, type Entry, type Scope } from '../setup-part.js';
import { worksThere } from './rota-expert.part.js';

/** What whoever is sent wishes, a wish a row. */
@Injectable()
export class RotaWishPart extends SetupPart<typeof wishes.columns> {
  override readonly permission = Permission.PlanRotas;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly rows: SetupRows,
    private readonly register: RotaRegister,
  ) {
    super();
  }

  override table() {
    return wishes;
  }

  override async entries(on: Queryable): Promise<Entry<WishRow>[]> {
    const rows = await this.register.wishes(on);
    return rows.map(({ staffNo, townshipCode, weekday, score }) => ({
      values: {
        staffNo,
        townshipCode,
        weekday: weekday === null ? null : nameOf(weekday),
        percent: Math.round(score * 100),
      },
    }));
  }

  override concerns({ staffNo }: WishRow, scope: Scope, known: References): boolean {
    return worksThere(staffNo, scope, known);
  }

  override add({ tx, known }: Desk, { staffNo, townshipCode, weekday, percent }: WishRow): Promise<void> {
    const { id, institutionId } = known.member('staffNo', staffNo);
    const townshipId = townshipCode === null ? null : known.institution('townshipCode', townshipCode).id;
    const wish = { townshipId, weekday: weekday === null ? null : Number(weekday), score: percent / 100 };
    return this.rows.wishIn(tx, institutionId, id, wish);
  }

  override change(desk: Desk, _entry: Entry<WishRow>, row: WishRow): Promise<void> {
    return this.add(desk, row);
  }
}

/** Monday is '1'. */
export const nameOf = (weekday: number): keyof typeof WEEKDAYS => String(weekday) as keyof typeof WEEKDAYS;
