import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of something that a laboratory measures. */
@Entity('lab_items')
@Check('ck_lab_items_delta', `(delta_percent IS NULL) = (delta_days IS NULL) AND delta_percent > 0 AND delta_days > 0`)
@Check('ck_lab_items_effective', `effective_to > effective_from`)
export class LabItemEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_lab_items' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_lab_items' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text')
  name: string;

  @Column('text')
  unit: string;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('integer')
  position: number;

  @Column('integer', { name: 'delta_percent', nullable: true })
  deltaPercent: number | null;

  @Column('integer', { name: 'delta_days', nullable: true })
  deltaDays: number | null;
}
