import { Injectable } from '@nestjs/common';
import { changeRow, statement, type Opening, type Transaction } from '#platform';
import type { SpecimenState } from '../domain/specimen.transitions.js';
import type { ItemToCollect, SpecimenType } from '../domain/specimen.js';
import type { SpecimenEntity } from './specimen.entity.js';

/** A specimen with its row locked, and what its rules look at. */
export interface SpecimenRow {
  readonly id: string;
  readonly version: number;
  readonly barcode: string;
  readonly state: SpecimenState;
  readonly orderId: string;
  readonly patientId: string;
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  readonly groupCode: string;
  readonly type: SpecimenType;
  readonly boxId: string | null;
  readonly accessionNo: string | null;
  readonly isReported: boolean;
  readonly visitType: string;
  readonly doctorStaffId: string;
  readonly collectedByStaffId: string;
  readonly orderingInstitutionId: string;
}

/** An order as far as specimens for it go. */
export interface CollectableOrder {
  readonly id: string;
  readonly patientId: string;
  readonly toInstitutionId: string;
  readonly items: readonly CollectableItem[];
}

export interface CollectableItem extends ItemToCollect {
  readonly state: string;
  /** Whether a specimen that was not rejected has been taken for it. */
  readonly taken: boolean;
}

export interface NewSpecimen {
  readonly id: string;
  readonly type: SpecimenType;
  readonly site: string | null;
  readonly groupCode: string;
  readonly replacesId: string | null;
  readonly itemIds: readonly string[];
}

const COLUMNS = {
  state: 'state',
  boxId: 'box_id',
  receivedAt: 'received_at',
  receivedByStaffId: 'received_by_staff_id',
  rejectedAt: 'rejected_at',
  rejectedByStaffId: 'rejected_by_staff_id',
  reasonCode: 'reason_code',
  accessionNo: 'accession_no',
} as const;
export type SpecimenChanges = Partial<Pick<SpecimenEntity, keyof typeof COLUMNS>>;

/** `$1` where the actor works. */
const known = (where: string): string => `
  SELECT s.id, s.version, s.barcode, s.state, s.order_id AS "orderId", s.patient_id AS "patientId",
    s.from_institution_id AS "fromInstitutionId", s.to_institution_id AS "toInstitutionId",
    s.group_code AS "groupCode", s.type, s.collected_by_staff_id AS "collectedByStaffId", s.box_id AS "boxId", s.accession_no AS "accessionNo",
    EXISTS (SELECT 1 FROM lab_reports r WHERE r.specimen_id = s.id AND r.state <> 'DRAFT') AS "isReported",
    o.visit_type AS "visitType", o.doctor_staff_id AS "doctorStaffId", o.from_institution_id AS "orderingInstitutionId"
  FROM specimens s JOIN exam_orders o ON o.id = s.order_id
  WHERE (s.from_institution_id = $1 OR s.to_institution_id = $1) AND ${where}`;
const LOCK = statement('laboratory.lock-specimen', `${known('s.id = $2')} FOR UPDATE OF s`);
// Always in the same order, so that two boxes never wait for each other.
const LOCK_MANY = statement(
  'laboratory.lock-specimens',
  `${known('s.barcode = ANY($2::text[])')} ORDER BY s.id FOR UPDATE OF s`,
);
const LOCK_BOX_CONTENT = statement(
  'laboratory.lock-box-content',
  `${known('s.box_id = $2')} ORDER BY s.id FOR UPDATE OF s`,
);
const BY_BARCODE = statement(
  'laboratory.by-barcode',
  `SELECT s.id, s.box_id AS "boxId" FROM specimens s WHERE s.barcode = $2 AND (s.from_institution_id = $1 OR s.to_institution_id = $1)`,
);
// The row of the order is held, so that of two who take specimens for the same items one comes after the other.
const ORDER = statement(
  'laboratory.order',
  `SELECT o.id, o.patient_id AS "patientId", o.to_institution_id AS "toInstitutionId" FROM exam_orders o
   WHERE o.id = $1 AND (o.from_institution_id = $2 OR o.to_institution_id = $2) AND o.ordered_at IS NOT NULL
   FOR UPDATE`,
);
const ITEMS = statement(
  'laboratory.order-items',
  `SELECT i.id, si.category, i.state,
     EXISTS (SELECT 1 FROM specimen_items x WHERE x.order_item_id = i.id AND x.live) AS taken,
     array(SELECT l.group_code FROM lab_items l WHERE l.effective_from <= $3
       AND (l.effective_to IS NULL OR l.effective_to > $3) AND l.code = ANY(
         CASE WHEN cardinality(si.panel_members) > 0 THEN si.panel_members ELSE ARRAY[si.code] END)) AS groups
   FROM exam_order_items i JOIN standard_items si ON si.id = i.item_id AND si.version = i.item_version
   WHERE i.order_id = $1 AND i.id = ANY($2::uuid[]) ORDER BY i.id`,
);
const REPLACED = statement(
  'laboratory.replaced',
  `SELECT 1 FROM specimens WHERE id = $1 AND order_id = $2 AND state = 'REJECTED'`,
);
const INSERT = statement(
  'laboratory.insert-specimen',
  `INSERT INTO specimens (id, barcode, order_id, patient_id, from_institution_id, to_institution_id, type, site,
     group_code, state, replaces_id, collected_at, collected_by_staff_id, version)
   SELECT $1, 'S' || to_char($10::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')
       || lpad(n::text, greatest(6, length(n::text)), '0'),
     $2, $3, $4, $5, $6, $7, $8, 'COLLECTED', $9, $10, $11, 1
   FROM nextval('specimen_barcode_sequence') n`,
);
const INSERT_ITEMS = statement(
  'laboratory.insert-specimen-items',
  'INSERT INTO specimen_items (specimen_id, order_item_id, live) SELECT $1, unnest($2::uuid[]), true',
);
const FREE_ITEMS = statement(
  'laboratory.free-items',
  'UPDATE specimen_items SET live = false WHERE specimen_id = $1 AND live',
);
const ACCESSION = statement(
  'laboratory.accession',
  `SELECT 'L' || to_char($1::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')
     || lpad(n::text, greatest(6, length(n::text)), '0') AS "accessionNo" FROM nextval('specimen_accession_sequence') n`,
);

/** Rows of specimens, locked and changed in the transaction of whoever acts. */
@Injectable()
export class SpecimenRepository {
  lock(tx: Opening, institutionId: string, id: string): Promise<SpecimenRow | null> {
    return tx.first<SpecimenRow & object>(LOCK, [institutionId, id]);
  }

  lockByBarcode(tx: Opening, institutionId: string, barcodes: readonly string[]): Promise<SpecimenRow[]> {
    return tx.query<SpecimenRow & object>(LOCK_MANY, [institutionId, [...barcodes]]);
  }

  lockBoxContent(tx: Opening, institutionId: string, boxId: string): Promise<SpecimenRow[]> {
    return tx.query<SpecimenRow & object>(LOCK_BOX_CONTENT, [institutionId, boxId]);
  }

  find(tx: Opening, institutionId: string, barcode: string): Promise<{ id: string; boxId: string | null } | null> {
    return tx.first(BY_BARCODE, [institutionId, barcode]);
  }

  /** An order that was sent, with those of its items that are asked for; its row is locked. */
  async order(tx: Transaction, id: string, itemIds: readonly string[]): Promise<CollectableOrder | null> {
    const [order, items] = await Promise.all([
      tx.first<Omit<CollectableOrder, 'items'> & object>(ORDER, [id, tx.actor.institutionId]),
      tx.query<CollectableItem & object>(ITEMS, [id, [...itemIds], tx.now]),
    ]);
    return order && { ...order, items };
  }

  /** Whether it was rejected, of the same order. */
  async wasRejected(tx: Transaction, id: string, orderId: string): Promise<boolean> {
    return (await tx.first(REPLACED, [id, orderId])) !== null;
  }

  insert(tx: Transaction, order: CollectableOrder, specimen: NewSpecimen, collectorId: string): void {
    const { id, type, site, groupCode, replacesId, itemIds } = specimen;
    const whose = [id, order.id, order.patientId, tx.actor.institutionId, order.toInstitutionId];
    tx.write(INSERT, [...whose, type, site, groupCode, replacesId, tx.now, collectorId]);
    tx.write(INSERT_ITEMS, [id, [...itemIds]]);
  }

  change(tx: Transaction, row: Pick<SpecimenRow, 'id' | 'version'>, changes: SpecimenChanges): number {
    return changeRow(tx, row, { table: 'specimens', columns: COLUMNS, changes });
  }

  freeItems(tx: Transaction, specimenId: string): void {
    tx.write(FREE_ITEMS, [specimenId]);
  }

  /** The next number under which a laboratory registers what it has received. */
  async nextAccessionNo(tx: Transaction): Promise<string> {
    const { accessionNo } = (await tx.first<{ accessionNo: string }>(ACCESSION, [tx.now]))!;
    return accessionNo;
  }
}
