import { Injectable } from '@nestjs/common';
import { SETTINGS_REVISION, changeRow, statement, type Opening, type Transaction } from '#platform';
import type { ItemState, OrderState } from '../domain/order.transitions.js';
import type { VisitType } from '../domain/visit-type.js';

/** An item with what its rules look at. */
export interface OrderItemRow {
  readonly id: string;
  readonly itemId: string;
  readonly state: ItemState;
  /** As it counted when it was ordered. */
  readonly priceCents: number;
}

/** An order with its row locked. */
export interface OrderRow {
  readonly id: string;
  readonly version: number;
  readonly state: OrderState;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly doctorStaffId: string;
  readonly visitType: VisitType;
  readonly items: readonly OrderItemRow[];
  readonly settingsRevision: number;
}

export interface NewOrder {
  readonly id: string;
  readonly patientId: string;
  readonly toInstitutionId: string;
  readonly visitType: VisitType;
  readonly clinicalQuestion: string;
}

/** A standard item as it counts now. */
export interface CatalogueItem {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly priceCents: number;
}

const COLUMNS = { state: 'state', orderedAt: 'ordered_at', endedAt: 'ended_at' } as const;
export interface OrderChanges {
  readonly state?: OrderState;
  readonly orderedAt?: Date;
  readonly endedAt?: Date;
}

/** What becomes of an item. */
export interface ItemChange {
  readonly state: ItemState;
  /** The report that answers it. */
  readonly report?: { readonly domain: string; readonly id: string } | null;
  readonly reasonCode?: string | null;
}

const LOCK = statement(
  'order.lock',
  `SELECT o.id, o.version, o.state, o.patient_id AS "patientId", o.from_institution_id AS "fromInstitutionId",
     o.to_institution_id AS "toInstitutionId", o.doctor_staff_id AS "doctorStaffId", o.visit_type AS "visitType",
     ${SETTINGS_REVISION} AS "settingsRevision"
   FROM exam_orders o WHERE o.id = $1 AND (o.from_institution_id = $2
     OR (o.to_institution_id = $2 AND o.ordered_at IS NOT NULL)) FOR UPDATE`,
);
// After the lock, so that they are as the last one who held it left them.
const ITEMS = statement(
  'order.items',
  'SELECT id, item_id AS "itemId", state, price_cents AS "priceCents" FROM exam_order_items WHERE order_id = $1 ORDER BY id',
);
const ORDER_OF = statement(
  'order.of-item',
  `SELECT o.id, o.version FROM exam_order_items i JOIN exam_orders o ON o.id = i.order_id WHERE i.id = $1
   FOR UPDATE OF o`,
);
const CATALOGUE = statement(
  'order.catalogue',
  `SELECT s.id, s.version, s.code, s.price_cents AS "priceCents" FROM standard_items s
   WHERE s.code = ANY($1::text[]) AND s.active AND s.version =
     (SELECT max(l.version) FROM standard_items l WHERE l.id = s.id)`,
);
const INSERT = statement(
  'order.insert',
  `INSERT INTO exam_orders (id, patient_id, from_institution_id, to_institution_id, doctor_staff_id, state, visit_type,
     clinical_question, created_at, version) VALUES ($1, $2, $3, $4, $5, 'DRAFT', $6, $7, $8, 1)`,
);
const INSERT_ITEMS = statement(
  'order.insert-items',
  `INSERT INTO exam_order_items (id, order_id, item_id, item_version, state, price_cents)
   SELECT n.id, $1, n."itemId", n."itemVersion", 'ORDERED', n."priceCents"
   FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, "itemId" uuid, "itemVersion" int, "priceCents" int)`,
);
const CHANGE_ITEM = statement(
  'order.change-item',
  'UPDATE exam_order_items SET state = $2, report_domain = $3, report_id = $4, reason_code = $5 WHERE id = $1',
);
const CANCEL_ITEMS = statement(
  'order.cancel-items',
  `UPDATE exam_order_items SET state = 'CANCELLED', reason_code = $2 WHERE order_id = $1 AND state = 'ORDERED'`,
);

/** Rows of orders, locked and changed in the transaction of whoever acts. */
@Injectable()
export class OrderRepository {
  /** The order that the institution has written or received, locked, with its items. */
  async lock(tx: Opening, id: string, institutionId: string): Promise<OrderRow | null> {
    const [row, items] = await Promise.all([
      tx.first<OrderRow & object>(LOCK, [id, institutionId]),
      tx.query<OrderItemRow & object>(ITEMS, [id]),
    ]);
    return row && { ...row, items };
  }

  /** The order of an item, locked. */
  orderOf(tx: Transaction, itemId: string): Promise<{ id: string; version: number } | null> {
    return tx.first(ORDER_OF, [itemId]);
  }

  /** What the catalogue has under these codes now; those that were withdrawn are missing. */
  catalogue(tx: Transaction, codes: readonly string[]): Promise<CatalogueItem[]> {
    return tx.query<CatalogueItem & object>(CATALOGUE, [[...codes]]);
  }

  insert(tx: Transaction, order: NewOrder, doctorStaffId: string, items: readonly CatalogueItem[]): void {
    const { id, patientId, toInstitutionId, visitType, clinicalQuestion } = order;
    const whose = [id, patientId, tx.actor.institutionId, toInstitutionId, doctorStaffId];
    tx.write(INSERT, [...whose, visitType, clinicalQuestion, tx.now]);
    const rows = items.map((item) => ({
      id: tx.newId(),
      itemId: item.id,
      itemVersion: item.version,
      priceCents: item.priceCents,
    }));
    tx.write(INSERT_ITEMS, [id, JSON.stringify(rows)]);
  }

  change(tx: Transaction, row: OrderRow, changes: OrderChanges): number {
    return changeRow(tx, row, { table: 'exam_orders', columns: COLUMNS, changes });
  }

  changeItem(tx: Transaction, itemId: string, { state, report = null, reasonCode = null }: ItemChange): void {
    tx.write(CHANGE_ITEM, [itemId, state, report?.domain ?? null, report?.id ?? null, reasonCode]);
  }

  cancelItems(tx: Transaction, orderId: string, reasonCode: string): void {
    tx.write(CANCEL_ITEMS, [orderId, reasonCode]);
  }
}
