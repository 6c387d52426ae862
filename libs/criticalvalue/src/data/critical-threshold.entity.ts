import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** From which value on a laboratory item is critical, for whom: versioned reference data. */
@Entity('critical_thresholds')
@Index('ix_critical_thresholds_item', ['itemCode', 'effectiveFrom'])
@Index('uq_critical_thresholds_open', { synchronize: false })
@Check('ck_critical_thresholds_sex', `sex IN ('1', '2')`)
@Check('ck_critical_thresholds_age', `from_age_days >= 0 AND before_age_days > coalesce(from_age_days, 0)`)
@Check(
  'ck_critical_thresholds_bounds',
  ` CASE WHEN text IS NULL THEN coalesce(below, above) IS NOT NULL ELSE coalesce(below, above) IS NULL END`,
)
@Check('ck_critical_thresholds_effective', `effective_to > effective_from`)
export class CriticalThresholdEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_critical_thresholds' })
  id: string;

  @Column('text', { name: 'item_code' })
  itemCode: string;

  @Column('text', { name: 'item_name' })
  itemName: string;

  @Column('text')
  unit: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_critical_thresholds_institution' })
  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('text', { nullable: true })
  sex: string | null;

  @Column('integer', { name: 'from_age_days', nullable: true })
  fromAgeDays: number | null;

  @Column('integer', { name: 'before_age_days', nullable: true })
  beforeAgeDays: number | null;

  @Column('double precision', { nullable: true })
  below: number | null;

  @Column('double precision', { nullable: true })
  above: number | null;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('timestamptz', { name: 'effective_from' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;
}
