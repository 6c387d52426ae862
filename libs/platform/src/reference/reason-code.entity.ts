import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A coded reason as it counted during one period. A change ends the old row and adds a new one. */
@Entity('reason_codes')
@Check('ck_reason_codes_period', 'effective_to IS NULL OR effective_to > effective_from')
export class ReasonCodeEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reason_codes' })
  list: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reason_codes' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_reason_codes' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int')
  position: number;

  @Column('text', { name: 'label_zh' })
  labelZh: string;

  @Column('text', { name: 'label_en' })
  labelEn: string;

  @Column('boolean', { name: 'comment_is_mandatory' })
  commentIsMandatory: boolean;
}
