import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A month with its figures: open, or closed and frozen by the database. */
@Entity('indicator_months')
@Unique('uq_indicator_months_period', ['period'])
@Check('ck_indicator_months_period', `period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`)
@Check('ck_indicator_months_closed', '(closed_at IS NULL) = (hash IS NULL)')
export class IndicatorMonthEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_indicator_months' })
  id: string;

  @Column('text')
  period: string;

  @Column('timestamptz', { name: 'computed_at' })
  computedAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** SHA-256 of the canonical JSON of its figures, in hexadecimal digits. */
  @Column('text', { nullable: true })
  hash: string | null;

  @Column('int')
  version: number;
}
