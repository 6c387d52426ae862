import { Injectable } from '@nestjs/common';
import { RotaRegister, SetupRows } from '#dispatch';
import { Permission } from '#identity';
import type { Queryable } from '#platform';
import { experts, type ExpertRow } from '../../domain/rota-tables.js';
import type { References } from '../references.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

/** Who is sent to townships; what they wish stands in a sheet of its own. */
@Injectable()
export class RotaExpertPart extends SetupPart<typeof experts.columns> {
  override readonly permission = Permission.PlanRotas;
  override readonly ofOwnAlone = true;

  constructor(
    private readonly rows: SetupRows,
    private readonly register: RotaRegister,
  ) {
    super();
  }

  override table() {
    return experts;
  }

  override async entries(on: Queryable): Promise<Entry<ExpertRow>[]> {
    const rows = await this.register.experts(on);
    return rows.map(({ id, version, ...values }) => ({ id, version, values }));
  }

  override concerns({ staffNo }: ExpertRow, scope: Scope, known: References): boolean {
    return worksThere(staffNo, scope, known);
  }

  override async add({ tx, known }: Desk, { staffNo, active, ...terms }: ExpertRow): Promise<void> {
    const { id, institutionId } = known.member('staffNo', staffNo);
    await this.rows.enrolIn(tx, institutionId, { id, ...terms, preferences: [] });
    if (!active) await this.rows.changeExpertIn(tx, institutionId, { id, expectedVersion: 1 }, { active });
  }

  override change({ tx, known }: Desk, entry: Entry<ExpertRow>, { staffNo, ...terms }: ExpertRow): Promise<void> {
    const { institutionId } = known.member('staffNo', staffNo);
    return this.rows.changeExpertIn(tx, institutionId, found(entry), terms);
  }
}

/** Whether somebody is of the institution; whoever is not known is told so, row by row. */
export function worksThere(staffNo: string, scope: Scope, known: References): boolean {
  const member = known.staff.get(staffNo);
  return member === undefined || isOf(member.institutionCode, scope);
}
