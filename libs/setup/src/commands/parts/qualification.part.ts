import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { OrganizationRegister, QualificationService } from '#organization';
import type { Queryable } from '#platform';
import { qualifications, type QualificationRow } from '../../domain/recognition-tables.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class QualificationPart extends SetupPart<typeof qualifications.columns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: QualificationService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return qualifications;
  }

  override async entries(on: Queryable): Promise<Entry<QualificationRow>[]> {
    const rows = await this.register.qualifications(on);
    return rows.map(({ id, version, ...values }) => ({ id, version, values }));
  }

  override concerns({ institutionCode }: QualificationRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override async add(desk: Desk, row: QualificationRow): Promise<void> {
    await this.service.registerIn(desk.tx, qualificationOf(desk, row));
  }

  override change(desk: Desk, entry: Entry<QualificationRow>, row: QualificationRow): Promise<void> {
    return this.service.changeIn(desk.tx, found(entry), qualificationOf(desk, row));
  }
}

function qualificationOf({ known }: Desk, { institutionCode, ...row }: QualificationRow) {
  const itemCodes = row.itemCodes ?? [];
  itemCodes.forEach((code) => known.item('itemCodes', code));
  return { ...row, itemCodes, institutionId: known.institution('institutionCode', institutionCode).id };
}
