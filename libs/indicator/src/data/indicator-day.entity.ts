import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A day on which something began that counts in a month, and whether its sums are still those of now. */
@Entity('indicator_days')
@Index('ix_indicator_days_day', ['day'])
@Check('ck_indicator_days_period', `period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`)
@Check('ck_indicator_days_told', 'told BETWEEN 0 AND touched')
export class IndicatorDayEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_indicator_days' })
  period: string;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'pk_indicator_days' })
  day: string;

  /** How many times something of it was touched; it has to be told anew while `told` is less. */
  @Column('int')
  touched: number;

  @Column('int')
  told: number;

  /** When a limit passes, so that it is another without anybody's act. */
  @Column('timestamptz', { name: 'changes_at', nullable: true })
  changesAt: Date | null;

  /** Since when the indicators mean what it was told by. */
  @Column('timestamptz', { name: 'meant_at' })
  meantAt: Date;
}
