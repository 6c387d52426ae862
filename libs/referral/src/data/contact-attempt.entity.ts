import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A patient of a down-referral was not reached: on the way back, or for a follow-up. */
@Entity('referral_contact_attempts')
@Index('ix_referral_contact_attempts_referral', ['referralId', 'madeAt'])
export class ContactAttemptEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_contact_attempts' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_referral_contact_attempts_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  /** The follow-up that it was made for; null for one on the way back. */
  @ForeignKey('FollowUpTaskEntity', { name: 'fk_referral_contact_attempts_task' })
  @Column('uuid', { name: 'task_id', nullable: true })
  taskId: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('text')
  note: string;

  @ForeignKey('StaffEntity', { name: 'fk_referral_contact_attempts_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;
}
