import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { OnwardState } from '../domain/onward.transitions.js';

/** The way of a referral beyond the alliance, where the receiver has no account. */
@Entity('onward_referrals')
@Unique('uq_onward_referrals_referral_no', ['referralNo'])
@Index('uq_onward_referrals_parent', ['parentId'], { unique: true })
@Check('ck_onward_referrals_state', "state IN ('DRAFT', 'SENT', 'ANSWERED', 'COMPLETED', 'CLOSED')")
@Check('ck_onward_referrals_sent', "state IN ('DRAFT', 'CLOSED') OR sent_at IS NOT NULL")
@Check('ck_onward_referrals_answered', '(answer IS NULL) = (answered_at IS NULL)')
@Check('ck_onward_referrals_ended', "(state IN ('COMPLETED', 'CLOSED')) = (ended_at IS NOT NULL)")
export class OnwardReferralEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_onward_referrals' })
  id: string;

  @Column('text', { name: 'referral_no' })
  referralNo: string;

  /** The referral that it continues, with the patient and the form. */
  @ForeignKey('ReferralEntity', { name: 'fk_onward_referrals_parent' })
  @Column('uuid', { name: 'parent_id' })
  parentId: string;

  @Column('text')
  state: OnwardState;

  @Column('int')
  version: number;

  @Column('text', { name: 'institution_name' })
  institutionName: string;

  @Column('text', { name: 'department_name', nullable: true })
  departmentName: string | null;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
