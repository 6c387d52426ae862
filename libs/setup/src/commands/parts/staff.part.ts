import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { OrganizationRegister, StaffService } from '#organization';
import type { Queryable } from '#platform';
import { staff, type StaffRow } from '../../domain/directory-tables.js';
import { RowRefused } from '../../domain/errors.js';
import { refuseTwin } from '../../domain/references.js';
import type { References } from '../references.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class StaffPart extends SetupPart<typeof staff.columns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: StaffService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return staff;
  }

  override async entries(on: Queryable): Promise<Entry<StaffRow>[]> {
    const rows = await this.register.staff(on);
    return rows.map(({ id, version, ...values }) => ({ id, version, values }));
  }

  override concerns({ institutionCode }: StaffRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override async add({ tx, known }: Desk, row: StaffRow): Promise<void> {
    const { staffNo, institutionCode } = row;
    refuseTwin(known.staff, { column: 'staffNo', key: staffNo });
    const institutionId = known.institution('institutionCode', institutionCode).id;
    const id = await this.service.registerIn(tx, { ...termsOf(known, row), staffNo, institutionId });
    known.staff.set(staffNo, { id, institutionId, institutionCode });
    if (!row.active) await this.service.changeIn(tx, { id, expectedVersion: 1 }, termsOf(known, row));
  }

  override change({ tx, known }: Desk, entry: Entry<StaffRow>, row: StaffRow): Promise<void> {
    const { institutionCode } = entry.values;
    // Accounts, roles and what somebody has done hang on it: whoever moves is somebody new there.
    if (row.institutionCode !== institutionCode) throw new RowRefused('institutionCode', 'FIXED_ONCE_ENTERED');
    return this.service.changeIn(tx, found(entry), termsOf(known, row));
  }
}

function termsOf(known: References, { institutionCode, departmentCode, ...row }: StaffRow) {
  const { name, title, practiceStartedOn, phone, active } = row;
  const department =
    departmentCode === null ? null : known.department('departmentCode', institutionCode, departmentCode);
  const specialtyCodes = row.specialtyCodes ?? [];
  return { name, title, practiceStartedOn, specialtyCodes, phone, active, departmentId: department?.id ?? null };
}
