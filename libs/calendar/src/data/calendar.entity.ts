import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The calendar of an expert, and the row that everybody locks who writes into it. Buffers lie around consultations. */
@Entity('calendars')
@Check('ck_calendars_buffers', 'buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240')
export class CalendarEntity {
  @ForeignKey('StaffEntity', { name: 'fk_calendars_expert' })
  @PrimaryColumn('uuid', { name: 'expert_id', primaryKeyConstraintName: 'pk_calendars' })
  expertId: string;

  @Column('int', { name: 'buffer_before_minutes' })
  bufferBeforeMinutes: number;

  @Column('int', { name: 'buffer_after_minutes' })
  bufferAfterMinutes: number;

  @Column('int')
  version: number;
}
