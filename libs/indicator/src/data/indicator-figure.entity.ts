import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One figure of a month: of an institution, one of its departments, or (neither) the alliance. */
@Entity('indicator_figures')
@Index('uq_indicator_figures_scope', { synchronize: false })
@Index('ix_indicator_figures_period', ['period', 'code', 'part'])
@Check('ck_indicator_figures_value', '(denominator = 0) = (value IS NULL)')
@Check('ck_indicator_figures_scope', 'institution_id IS NOT NULL OR department_id IS NULL')
export class IndicatorFigureEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_indicator_figures' })
  id: string;

  @ForeignKey('IndicatorMonthEntity', 'period', { name: 'fk_indicator_figures_month' })
  @Column('text')
  period: string;

  @Column('text')
  code: string;

  /** `ALL`, or what of it: a direction, a stage, a reason, a percentile. */
  @Column('text')
  part: string;

  @Column('int', { name: 'definition_version' })
  definitionVersion: number;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  /** As it was called when the figure was told. */
  @Column('text', { name: 'institution_name', nullable: true })
  institutionName: string | null;

  @Column('double precision', { nullable: true })
  numerator: number | null;

  @Column('int')
  denominator: number;

  @Column('double precision', { nullable: true })
  value: number | null;

  @Column('int')
  excluded: number;

  @Column('int', { name: 'not_measured' })
  notMeasured: number;
}
