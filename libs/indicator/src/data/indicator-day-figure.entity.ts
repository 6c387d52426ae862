import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a day adds to a figure of a month: of an institution, one of its departments, or (neither) the alliance. */
@Entity('indicator_day_figures')
@Index('uq_indicator_day_figures_scope', { synchronize: false })
@ForeignKey('IndicatorDayEntity', ['period', 'day'], ['period', 'day'], { name: 'fk_indicator_day_figures_day' })
export class IndicatorDayFigureEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_indicator_day_figures' })
  id: string;

  @Column('text')
  period: string;

  @Column('date')
  day: string;

  @Column('text')
  code: string;

  @Column('text')
  part: string;

  @Column('int', { name: 'definition_version' })
  definitionVersion: number;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  /** Exact, so that days add up to the month in whatever order. */
  @Column('numeric')
  numerator: string;

  @Column('int')
  denominator: number;

  @Column('int')
  excluded: number;

  @Column('int', { name: 'not_measured' })
  notMeasured: number;

  /** Each time that was measured, in minutes, since percentiles of days add up to nothing; null of what is no time. */
  @Column('double precision', { array: true, nullable: true })
  amounts: number[] | null;
}
