import type { CodedConcept } from '#kernel';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What became of the referred patient, and the receiver's judgement of the referral. */
@Entity('referral_outcomes')
@Check('ck_referral_outcomes_reason', 'appropriate OR inappropriate_reason IS NOT NULL')
export class OutcomeEntity {
  @ForeignKey('ReferralEntity', { name: 'fk_referral_outcomes_referral' })
  @PrimaryColumn('uuid', { name: 'referral_id', primaryKeyConstraintName: 'pk_referral_outcomes' })
  referralId: string;

  @Column('jsonb')
  diagnoses: CodedConcept[];

  @Column('text')
  treatment: string;

  /** What the sender should know. */
  @Column('text')
  feedback: string;

  @Column('boolean')
  appropriate: boolean;

  @Column('text', { name: 'inappropriate_reason', nullable: true })
  inappropriateReason: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_referral_outcomes_recorded_by' })
  @Column('uuid', { name: 'recorded_by_staff_id' })
  recordedByStaffId: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
