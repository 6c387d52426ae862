import type { LocalDate, LocalTime } from '#kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** When an expert can be had every week, from one day to another. */
@Entity('calendar_availability')
@Index('ix_calendar_availability_expert', ['expertId', 'effectiveFrom'])
@Check('ck_calendar_availability_weekday', 'weekday BETWEEN 1 AND 7')
@Check(
  'ck_calendar_availability_times',
  `from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
   AND from_time < to_time`,
)
@Check('ck_calendar_availability_effective', 'effective_to >= effective_from')
export class AvailabilityEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_calendar_availability' })
  id: string;

  @ForeignKey('CalendarEntity', { name: 'fk_calendar_availability_calendar' })
  @Column('uuid', { name: 'expert_id' })
  expertId: string;

  @Column('int')
  weekday: number;

  @Column('text', { name: 'from_time' })
  fromTime: LocalTime;

  @Column('text', { name: 'to_time' })
  toTime: LocalTime;

  @Column('date', { name: 'effective_from' })
  effectiveFrom: LocalDate;

  @Column('date', { name: 'effective_to', nullable: true })
  effectiveTo: LocalDate | null;
}
