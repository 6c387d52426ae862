import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sex } from '#kernel';

/** A version of what is usual in an item, for whom. */
@Entity('lab_reference_ranges')
@Check('ck_lab_reference_ranges_sex', `sex IN ('1', '2')`)
@Check('ck_lab_reference_ranges_age', `from_age_days >= 0 AND before_age_days > coalesce(from_age_days, 0)`)
@Check(
  'ck_lab_reference_ranges_bounds',
  `CASE WHEN text IS NULL THEN coalesce(low, high) IS NOT NULL AND (low <= high) IS NOT FALSE ELSE coalesce(low, high) IS NULL END`,
)
@Check('ck_lab_reference_ranges_effective', `effective_to > effective_from`)
export class LabReferenceRangeEntity {
  @PrimaryColumn('text', { name: 'item_code', primaryKeyConstraintName: 'pk_lab_reference_ranges' })
  itemCode: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_lab_reference_ranges' })
  band: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_lab_reference_ranges' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('text', { nullable: true })
  sex: Sex | null;

  @Column('integer', { name: 'from_age_days', nullable: true })
  fromAgeDays: number | null;

  @Column('integer', { name: 'before_age_days', nullable: true })
  beforeAgeDays: number | null;

  @Column('double precision', { nullable: true })
  low: number | null;

  @Column('double precision', { nullable: true })
  high: number | null;

  @Column('text', { nullable: true })
  text: string | null;
}
