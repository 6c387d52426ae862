import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Attribution, IndicatorUnit } from '../domain/definition.js';

/** What an indicator means during one period. A change ends the old row and adds a new one. */
@Entity('indicator_definitions')
@Check('ck_indicator_definitions_period', 'effective_to IS NULL OR effective_to > effective_from')
@Check('ck_indicator_definitions_attribution', `attribution IN ('SENDER', 'RECEIVER', 'BOTH')`)
@Check('ck_indicator_definitions_unit', `unit IN ('RATIO', 'MINUTES', 'COUNT', 'PER_SESSION', 'MONEY')`)
@Check(
  'ck_indicator_definitions_thresholds',
  `(green IS NULL) = (yellow IS NULL)
   AND CASE WHEN higher_is_better THEN green >= yellow ELSE green <= yellow END`,
)
export class IndicatorDefinitionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_indicator_definitions' })
  code: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_indicator_definitions' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int')
  position: number;

  @Column('text', { name: 'name_zh' })
  nameZh: string;

  @Column('text', { name: 'name_en' })
  nameEn: string;

  @Column('text')
  numerator: string;

  @Column('text')
  denominator: string;

  @Column('text', { name: 'time_window' })
  timeWindow: string;

  @Column('text')
  exclusions: string;

  @Column('text')
  attribution: Attribution;

  @Column('text')
  unit: IndicatorUnit;

  /** In minutes. */
  @Column('int', { name: 'limit_value', nullable: true })
  limitMinutes: number | null;

  @Column('boolean', { name: 'higher_is_better' })
  higherIsBetter: boolean;

  @Column('double precision', { nullable: true })
  green: number | null;

  @Column('double precision', { nullable: true })
  yellow: number | null;
}
