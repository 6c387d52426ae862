import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { OrganizationRegister, ServiceOfferService } from '#organization';
import type { Queryable } from '#platform';
import { offersTable, type OfferColumns, type OfferRow } from '../../domain/service-tables.js';
import type { Vocabulary } from '../../domain/words.js';
import { SetupPart, found, isOf, type Desk, type Entry, type Scope } from '../setup-part.js';

@Injectable()
export class OfferPart extends SetupPart<OfferColumns> {
  override readonly permission = Permission.ManageOrganization;

  constructor(
    private readonly service: ServiceOfferService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table(words: Vocabulary) {
    return offersTable(words);
  }

  override async entries(on: Queryable): Promise<Entry<OfferRow>[]> {
    const rows = await this.register.serviceOffers(on);
    return rows.map(({ id, version, active, ...values }) => ({ id, version, values, withdrawn: !active }));
  }

  override concerns({ institutionCode }: OfferRow, scope: Scope): boolean {
    return isOf(institutionCode, scope);
  }

  override async add({ tx, known }: Desk, row: OfferRow): Promise<void> {
    const { institutionCode, departmentCode, code } = row;
    const { id: departmentId } = known.department('departmentCode', institutionCode, departmentCode);
    await this.service.registerIn(tx, { ...termsOf(row), departmentId, code });
  }

  override change({ tx }: Desk, entry: Entry<OfferRow>, row: OfferRow): Promise<void> {
    return this.service.changeIn(tx, found(entry), termsOf(row));
  }
}

function termsOf({ direction, handling, minimumAge, maximumAge, sex, note, ...lists }: OfferRow) {
  const purposeCodes = lists.purposeCodes ?? [];
  const diagnosisPrefixes = lists.diagnosisPrefixes ?? [];
  return { direction, handling, purposeCodes, diagnosisPrefixes, minimumAge, maximumAge, sex, note };
}
