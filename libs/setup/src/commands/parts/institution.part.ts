import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { InstitutionService, OrganizationRegister } from '#organization';
import type { Queryable } from '#platform';
import { institutions, type InstitutionRow } from '../../domain/directory-tables.js';
import { RowRefused } from '../../domain/errors.js';
import { refuseTwin } from '../../domain/references.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class InstitutionPart extends SetupPart<typeof institutions.columns> {
  override readonly permission = Permission.ManageOrganization;
  override readonly refersToItself = true;

  constructor(
    private readonly service: InstitutionService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return institutions;
  }

  override async entries(on: Queryable): Promise<Entry<InstitutionRow>[]> {
    const rows = await this.register.institutions(on);
    return rows.map(({ id, version, ...values }) => ({ id, version, values }));
  }

  override concerns({ code }: InstitutionRow, scope: Scope): boolean {
    return isOf(code, scope);
  }

  override async add({ tx, known }: Desk, { parentCode, active, ...row }: InstitutionRow): Promise<void> {
    refuseTwin(known.institutions, { column: 'code', key: row.code });
    if (row.creditCode && known.creditCodes.has(row.creditCode)) throw new RowRefused('creditCode', 'CODE_TAKEN');
    const parentId = parentCode === null ? null : known.institution('parentCode', parentCode).id;
    const id = await this.service.registerIn(tx, { ...row, parentId });
    known.institutions.set(row.code, { id });
    if (row.creditCode) known.creditCodes.add(row.creditCode);
    if (!active) await this.service.changeIn(tx, { id, expectedVersion: 1 }, { ...row, active });
  }

  override async change({ tx, known }: Desk, entry: Entry<InstitutionRow>, row: InstitutionRow): Promise<void> {
    const { kind, creditCode } = entry.values;
    if (row.kind !== kind) throw new RowRefused('kind', 'FIXED_ONCE_ENTERED');
    const isNew = row.creditCode !== null && row.creditCode !== creditCode;
    if (isNew && known.creditCodes.has(row.creditCode)) throw new RowRefused('creditCode', 'CODE_TAKEN');
    const parentId = row.parentCode === null ? null : known.institution('parentCode', row.parentCode).id;
    await this.service.changeIn(tx, found(entry), { ...row, parentId });
  }
}
