import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ItemState } from '../domain/order.transitions.js';

/** One examination of an order: a standard item as it counted when it was ordered. */
@Entity('exam_order_items')
@Index('ix_exam_order_items_order', ['orderId', 'id'])
@Index('uq_exam_order_items_once', ['orderId', 'itemId'], { unique: true, where: `state <> 'CANCELLED'` })
@Check('ck_exam_order_items_state', `state IN ('ORDERED', 'RECOGNIZED', 'PERFORMED', 'REPORTED', 'CANCELLED')`)
@Check(
  'ck_exam_order_items_report',
  `(state IN ('RECOGNIZED', 'REPORTED')) = (report_id IS NOT NULL) AND (report_id IS NULL) = (report_domain IS NULL)`,
)
@ForeignKey('StandardItemEntity', ['itemId', 'itemVersion'], ['id', 'version'], { name: 'fk_exam_order_items_item' })
@Check('ck_exam_order_items_price', 'price_cents >= 0')
export class ExamOrderItemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_order_items' })
  id: string;

  @ForeignKey('ExamOrderEntity', { name: 'fk_exam_order_items_order' })
  @Column('uuid', { name: 'order_id' })
  orderId: string;

  /** The standard item, and the version of it that counted. */
  @Column('uuid', { name: 'item_id' })
  itemId: string;

  @Column('int', { name: 'item_version' })
  itemVersion: number;

  @Column('text')
  state: ItemState;

  @Column('int', { name: 'price_cents' })
  priceCents: number;

  /** The report that answers it, in another library; where it was recognised, an earlier one. */
  @Column('text', { name: 'report_domain', nullable: true })
  reportDomain: string | null;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;
}
