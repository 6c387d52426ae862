import { Injectable } from '@nestjs/common';
import { Permission } from '#identity';
import { cents } from '#kernel';
import { OrganizationRegister, StandardItemService } from '#organization';
import type { Queryable } from '#platform';
import { items, type ItemRow } from '../../domain/recognition-tables.js';
import { refuseTwin } from '../../domain/references.js';
import { SetupPart, type Desk, type Entry, type Scope } from '../setup-part.js';

/** The catalogue is one for the alliance. Members of a panel stand above it. */
@Injectable()
export class ItemPart extends SetupPart<typeof items.columns> {
  override readonly permission = Permission.ManageOrganization;
  override readonly refersToItself = true;

  constructor(
    private readonly service: StandardItemService,
    private readonly register: OrganizationRegister,
  ) {
    super();
  }

  override table() {
    return items;
  }

  override async entries(on: Queryable): Promise<Entry<ItemRow>[]> {
    const rows = await this.register.standardItems(on);
    const entries = rows.map(({ id, version, ...item }) => ({ id, version, values: rowOf(item) }));
    // Whatever is made of others comes behind them.
    return entries.toSorted((one, other) => Number(isPanel(one.values)) - Number(isPanel(other.values)));
  }

  override concerns(_row: ItemRow, { everywhere }: Scope): boolean {
    return everywhere;
  }

  override async add({ tx, known }: Desk, row: ItemRow): Promise<void> {
    refuseTwin(known.items, { column: 'code', key: row.code });
    row.panelMembers?.forEach((code) => known.item('panelMembers', code));
    await this.service.setIn(tx, itemOf(row), null);
    known.items.set(row.code, true);
  }

  override async change({ tx, known }: Desk, { id, version }: Entry<ItemRow>, row: ItemRow): Promise<void> {
    row.panelMembers?.forEach((code) => known.item('panelMembers', code));
    await this.service.setIn(tx, itemOf(row), { id: id!, version: version! });
  }
}

type Item = Parameters<StandardItemService['setIn']>[1];

const isPanel = ({ panelMembers }: ItemRow): boolean => (panelMembers ?? []).length > 0;

function itemOf({ price, scope, window, panelMembers, ...row }: ItemRow): Item {
  return {
    ...row,
    panelMembers: panelMembers ?? [],
    priceCents: price,
    recognitionScope: scope,
    windowDays: typeof window === 'number' ? window : null,
    windowUnlimited: window === 'UNLIMITED',
  };
}

function rowOf({ priceCents, recognitionScope, windowDays, windowUnlimited, ...item }: Item): ItemRow {
  const window = windowUnlimited ? 'UNLIMITED' : windowDays;
  return { ...item, price: cents(priceCents), scope: recognitionScope, window };
}
