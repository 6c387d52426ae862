import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a shift is called in rosters on paper, and when it is, as it counted during one period. */
@Entity('duty_shifts')
@Check('ck_duty_shifts_effective', 'effective_to IS NULL OR effective_to > effective_from')
@Check(
  'ck_duty_shifts_times',
  `from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'`,
)
export class DutyShiftEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_duty_shifts' })
  name: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_duty_shifts' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  /** `HH:MM` in Asia/Shanghai. */
  @Column('text', { name: 'from_time' })
  fromTime: string;

  /** `HH:MM`; not later than `fromTime` means on the next day. */
  @Column('text', { name: 'to_time' })
  toTime: string;
}
