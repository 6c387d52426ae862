import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { CapabilityService, OrganizationRegister } from '#organization';
import type { Queryable } from '#platform';
import { capabilities, type CapabilityRow } from '../../domain/service-tables.js';
import { SetupPart, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

/** What townships have for patients who come back. */
@Injectable()
export class CapabilityPart extends SetupPart<typeof capabilities.columns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: CapabilityService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return capabilities;
  }

  override async entries(on: Queryable): Promise<Entry<CapabilityRow>[]> {
    const rows = await this.register.capabilities(on);
    return rows.map((values) => ({ values }));
  }

  override concerns({ institutionCode }: CapabilityRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override add({ tx, known }: Desk, { institutionCode, ...row }: CapabilityRow): Promise<void> {
    const institutionId = known.institution('institutionCode', institutionCode).id;
    return this.service.setIn(tx, { ...row, institutionId });
  }

  override change(desk: Desk, _entry: Entry<CapabilityRow>, row: CapabilityRow): Promise<void> {
    return this.add(desk, row);
  }
}
