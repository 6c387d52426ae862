import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An item of an order for which a specimen was taken; only one that is live counts. */
@Entity('specimen_items')
@Index('uq_specimen_items_live', ['orderItemId'], { unique: true, where: `live` })
export class SpecimenItemEntity {
  @ForeignKey('SpecimenEntity', { name: 'fk_specimen_items_specimen' })
  @PrimaryColumn('uuid', { name: 'specimen_id', primaryKeyConstraintName: 'pk_specimen_items' })
  specimenId: string;

  @ForeignKey('ExamOrderItemEntity', { name: 'fk_specimen_items_item' })
  @PrimaryColumn('uuid', { name: 'order_item_id', primaryKeyConstraintName: 'pk_specimen_items' })
  orderItemId: string;

  @Column('boolean')
  live: boolean;
}
