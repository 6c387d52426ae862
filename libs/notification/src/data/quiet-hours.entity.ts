import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When somebody wants to be left in peace, in minutes since midnight in China; equal ends mean never. */
@Entity('notice_quiet_hours')
@Check('ck_notice_quiet_hours_minutes', 'from_minutes BETWEEN 0 AND 1439 AND to_minutes BETWEEN 0 AND 1439')
export class QuietHoursEntity {
  @ForeignKey('StaffEntity', { name: 'fk_notice_quiet_hours_staff' })
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'pk_notice_quiet_hours' })
  staffId: string;

  @Column('int', { name: 'from_minutes' })
  fromMinutes: number;

  @Column('int', { name: 'to_minutes' })
  toMinutes: number;

  @Column('int')
  version: number;
}
