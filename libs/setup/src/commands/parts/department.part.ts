import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { DepartmentService, OrganizationRegister } from '#organization';
import type { Queryable } from '#platform';
import { departments, type DepartmentRow } from '../../domain/directory-tables.js';
import { refuseTwin } from '../../domain/references.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class DepartmentPart extends SetupPart<typeof departments.columns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: DepartmentService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return departments;
  }

  override async entries(on: Queryable): Promise<Entry<DepartmentRow>[]> {
    const rows = await this.register.departments(on);
    return rows.map(({ id, version, ...values }) => ({ id, version, values }));
  }

  override concerns({ institutionCode }: DepartmentRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override async add({ tx, known }: Desk, { institutionCode, active, ...row }: DepartmentRow): Promise<void> {
    const key = `${institutionCode}/${row.code}`;
    refuseTwin(known.departments, { column: 'code', key });
    const institutionId = known.institution('institutionCode', institutionCode).id;
    const id = await this.service.registerIn(tx, { ...row, institutionId });
    known.departments.set(key, { id, institutionId });
    if (!active) await this.service.changeIn(tx, { id, expectedVersion: 1 }, termsOf({ ...row, active }));
  }

  override change({ tx }: Desk, entry: Entry<DepartmentRow>, row: DepartmentRow): Promise<void> {
    return this.service.changeIn(tx, found(entry), termsOf(row));
  }
}

function termsOf(row: Omit<DepartmentRow, 'institutionCode'>) {
  const { name, specialtyCode, phone, floor, room, acceptsReferrals, active } = row;
  return { name, specialtyCode, phone, floor, room, acceptsReferrals, active };
}
