import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { NationalOrigin } from '../domain/national.js';

/** An item of the national list during one period. A change ends the old row and adds a new one. */
@Entity('national_items')
@Check('ck_national_items_number', 'number BETWEEN 1 AND 14')
@Check('ck_national_items_period', 'effective_to IS NULL OR effective_to > effective_from')
@Check('ck_national_items_origin', `origin IN ('COMPUTED', 'EVIDENCED', 'IMPORTED')`)
export class NationalItemEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_national_items' })
  number: number;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_national_items' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text', { name: 'name_zh' })
  nameZh: string;

  @Column('text', { name: 'name_en' })
  nameEn: string;

  @Column('text')
  origin: NationalOrigin;

  @Column('text')
  unit: string;
}
