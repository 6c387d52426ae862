import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { GreenChannelNode } from '../domain/green-channel.js';

/** When a node was passed, as somebody on either side has recorded or corrected it. */
@Entity('referral_green_channel_times')
@Unique('uq_referral_green_channel_times_version', ['referralId', 'node', 'version'])
@Index('uq_referral_green_channel_times_once', ['referralId', 'node'], { unique: true, where: 'superseded_at IS NULL' })
@Check('ck_referral_green_channel_times_corrected', '(version = 1) = (reason_code IS NULL)')
export class GreenChannelTimeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_green_channel_times' })
  id: string;

  @ForeignKey('GreenChannelEntity', { name: 'fk_referral_green_channel_times_channel' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  @Column('text')
  node: GreenChannelNode;

  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_referral_green_channel_times_staff' })
  @Column('uuid', { name: 'recorded_by_staff_id' })
  recordedByStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referral_green_channel_times_institution' })
  @Column('uuid', { name: 'recorded_institution_id' })
  recordedInstitutionId: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** Why it was corrected. */
  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}
