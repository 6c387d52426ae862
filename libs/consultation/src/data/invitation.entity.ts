import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One expert who was chosen for a case. The id is what calendars keep the time for. */
@Entity('consultation_invitations')
@Index('uq_consultation_invitations_live', ['consultationId', 'expertStaffId'], {
  unique: true,
  where: `state IN ('PROPOSED', 'INVITED', 'ACCEPTED')`,
})
@Index('uq_consultation_invitations_chair', ['consultationId'], {
  unique: true,
  where: `is_chair AND state IN ('PROPOSED', 'INVITED', 'ACCEPTED')`,
})
@Index('ix_consultation_invitations_consultation', ['consultationId'])
@Index('ix_consultation_invitations_expert', ['expertStaffId', 'state', 'consultationId'])
@Check(
  'ck_consultation_invitations_state',
  `state IN ('PROPOSED', 'INVITED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')`,
)
@Check('ck_consultation_invitations_invited', `state IN ('PROPOSED', 'WITHDRAWN') OR invited_at IS NOT NULL`)
@Check('ck_consultation_invitations_declined', `state <> 'DECLINED' OR reason_code IS NOT NULL`)
@Check(
  'ck_consultation_invitations_choice',
  `(choice_reason IN ('ONLY_ONE_FREE', 'FEWEST_FOR_SHARE', 'LEAST_RECENT')) AND (choice_reason IS NULL) = (choice_taken IS NULL) AND (choice_reason IS NULL) = (choice_weight_percent IS NULL)`,
)
@Check('ck_consultation_invitations_answered', `(state IN ('ACCEPTED', 'DECLINED')) <= (answered_at IS NOT NULL)`)
export class InvitationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_consultation_invitations' })
  id: string;

  @ForeignKey('ConsultationEntity', { name: 'fk_consultation_invitations_consultation' })
  @Column('uuid', { name: 'consultation_id' })
  consultationId: string;

  @ForeignKey('StaffEntity', { name: 'fk_consultation_invitations_expert' })
  @Column('uuid', { name: 'expert_staff_id' })
  expertStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_consultation_invitations_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('boolean', { name: 'is_chair' })
  isChair: boolean;

  @Column('text')
  state: string;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'invited_at', nullable: true })
  invitedAt: Date | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('text', { name: 'choice_reason', nullable: true })
  choiceReason: string | null;

  @Column('integer', { name: 'choice_taken', nullable: true })
  choiceTaken: number | null;

  @Column('integer', { name: 'choice_weight_percent', nullable: true })
  choiceWeightPercent: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
