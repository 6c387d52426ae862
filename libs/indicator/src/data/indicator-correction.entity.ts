import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What came in late about a closed month: the difference, kept with the month in which it came in. */
@Entity('indicator_corrections')
@Index('uq_indicator_corrections_scope', { synchronize: false })
@Index('ix_indicator_corrections_period', ['period', 'ofPeriod'])
@Check('ck_indicator_corrections_later', 'period > of_period')
export class IndicatorCorrectionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_indicator_corrections' })
  id: string;

  @ForeignKey('IndicatorMonthEntity', 'period', { name: 'fk_indicator_corrections_month' })
  @Column('text')
  period: string;

  @ForeignKey('IndicatorMonthEntity', 'period', { name: 'fk_indicator_corrections_of' })
  @Column('text', { name: 'of_period' })
  ofPeriod: string;

  @Column('text')
  code: string;

  @Column('text')
  part: string;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('double precision')
  numerator: number;

  @Column('int')
  denominator: number;

  @Column('int')
  excluded: number;

  @Column('int', { name: 'not_measured' })
  notMeasured: number;
}
