import type { DutyFunction } from '#duty';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { GreenChannel } from '../domain/green-channel.js';

const CHANNELS = "channel IN ('CHEST_PAIN', 'STROKE', 'TRAUMA', 'CRITICAL_MATERNAL', 'CRITICAL_CHILD')";

/** The green channel of a referral: opened once, by whom, and who on duty was told. */
@Entity('referral_green_channels')
@ForeignKey('DepartmentEntity', ['toldDepartmentId', 'toldInstitutionId'], ['id', 'institutionId'], {
  name: 'fk_referral_green_channels_told',
})
@Check('ck_referral_green_channels_channel', CHANNELS)
@Check('ck_referral_green_channels_told', '(told_function IS NULL) = (told_staff_id IS NULL)')
export class GreenChannelEntity {
  @ForeignKey('ReferralEntity', { name: 'fk_referral_green_channels_referral' })
  @PrimaryColumn('uuid', { name: 'referral_id', primaryKeyConstraintName: 'pk_referral_green_channels' })
  referralId: string;

  @Column('text')
  channel: GreenChannel;

  @ForeignKey('StaffEntity', { name: 'fk_referral_green_channels_opened_by' })
  @Column('uuid', { name: 'opened_by_staff_id' })
  openedByStaffId: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('uuid', { name: 'told_institution_id' })
  toldInstitutionId: string;

  @Column('uuid', { name: 'told_department_id' })
  toldDepartmentId: string;

  /** As what the person who was told is on duty; null where nobody was. */
  @Column('text', { name: 'told_function', nullable: true })
  toldFunction: DutyFunction | null;

  @ForeignKey('StaffEntity', { name: 'fk_referral_green_channels_told_staff' })
  @Column('uuid', { name: 'told_staff_id', nullable: true })
  toldStaffId: string | null;

  /** Functions before that one in which nobody was on duty. */
  @Column('text', { name: 'duty_gaps', array: true })
  dutyGaps: DutyFunction[];
}
