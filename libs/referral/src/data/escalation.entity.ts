import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReferralDeadlineKind } from '../domain/deadlines.js';
import type { EscalationTarget } from '../domain/escalation.js';

/** That a time limit of a referral has passed, and whose turn it has been since. */
@Entity('referral_escalations')
@Index('ix_referral_escalations_open', ['referralId'], { where: 'ended_at IS NULL' })
@Index('ix_referral_escalations_turn', ['institutionId', 'target'], { where: 'ended_at IS NULL' })
@Check(
  'ck_referral_escalations_target',
  `target IN ('REVIEWER', 'REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'AUTHOR', 'TOWNSHIP_HEAD', 'FOLLOW_UP_TEAM',
    'DUTY_DOCTOR', 'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY', 'GENERAL_DUTY')`,
)
@Check('ck_referral_escalations_level', 'level >= 0')
@Check('ck_referral_escalations_gap', 'NOT is_gap OR staff_id IS NULL')
export class EscalationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_escalations' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_referral_escalations_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  @Column('text')
  kind: ReferralDeadlineKind;

  /** 0 where somebody is called before any time has passed. */
  @Column('int')
  level: number;

  /** Order of the steps of one level. */
  @Column('int')
  position: number;

  @Column('text')
  target: EscalationTarget;

  @ForeignKey('InstitutionEntity', { name: 'fk_referral_escalations_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Who, of a team the doctor; null where it is everybody with the role, or nobody. */
  @ForeignKey('StaffEntity', { name: 'fk_referral_escalations_staff' })
  @Column('uuid', { name: 'staff_id', nullable: true })
  staffId: string | null;

  /** Nobody was on duty or held the role, and the next one was called at once. */
  @Column('boolean', { name: 'is_gap' })
  isGap: boolean;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'escalated_at' })
  escalatedAt: Date;

  /** When what was waited for had been done, or was waited for no longer. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
