import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { InstitutionService, OrganizationRegister } from '#organization';
import type { Queryable } from '#platform';
import { travelTimes, type TravelRow } from '../../domain/service-tables.js';
import { RowRefused } from '../../domain/errors.js';
import { SetupPart, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class TravelTimePart extends SetupPart<typeof travelTimes.columns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: InstitutionService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return travelTimes;
  }

  override async entries(on: Queryable): Promise<Entry<TravelRow>[]> {
    const rows = await this.register.travelTimes(on);
    return rows.map((values) => ({ values }));
  }

  override concerns({ fromCode }: TravelRow, scope: Scope): boolean {
    return isOf(fromCode, scope);
  }

  override add({ tx, known }: Desk, { fromCode, toCode, minutes }: TravelRow): Promise<void> {
    if (fromCode === toCode) throw new RowRefused('toCode', 'SAME_INSTITUTION');
    const fromInstitutionId = known.institution('fromCode', fromCode).id;
    const toInstitutionId = known.institution('toCode', toCode).id;
    return this.service.setTravelTimeIn(tx, { fromInstitutionId, toInstitutionId, minutes });
  }

  override change(desk: Desk, _entry: Entry<TravelRow>, row: TravelRow): Promise<void> {
    return this.add(desk, row);
  }
}
