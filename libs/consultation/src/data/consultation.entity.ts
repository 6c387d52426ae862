import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A case that others are asked for advice on. */
@Entity('consultations')
@Unique('uq_consultations_no', ['consultationNo'])
@Index('ix_consultations_inviting', ['invitingInstitutionId', 'createdAt', 'id'])
@Index('ix_consultations_inviting_open', ['invitingInstitutionId', 'authorStaffId', 'createdAt', 'id'], {
  where: `ended_at IS NULL`,
})
@Index('ix_consultations_centre', ['centreInstitutionId', 'submittedAt', 'id'], { where: `submitted_at IS NOT NULL` })
@Index('ix_consultations_centre_state', ['centreInstitutionId', 'state', 'submittedAt', 'id'], {
  where: `submitted_at IS NOT NULL AND ended_at IS NULL`,
})
@Index('ix_consultations_centre_due', ['centreInstitutionId', 'dueAt', 'id'], {
  where: `due_at IS NOT NULL AND ended_at IS NULL`,
})
@Index('ix_consultations_unchecked', ['centreInstitutionId', 'deliveredAt', 'id'], {
  where: `delivered_at IS NOT NULL AND quality_at IS NULL`,
})
@Index('ix_consultations_inviting_session', ['invitingInstitutionId', 'startsAt'], { where: `starts_at IS NOT NULL` })
@Index('ix_consultations_patient', ['patientId'])
@Index('ix_consultations_submitted', ['submittedAt', 'id'], { where: `submitted_at IS NOT NULL` })
@Check('ck_consultations_type', `type IN ('ORDINARY', 'MDT', 'EMERGENCY', 'STORE_AND_FORWARD', 'TEACHING_ROUND')`)
@Check(
  'ck_consultations_state',
  `state IN ('DRAFT', 'SUBMITTED', 'RETURNED_FOR_MATERIAL', 'INVITING', 'SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION', 'DELIVERED', 'CLOSED', 'DECLINED', 'CANCELLED', 'NO_SHOW_INVITER', 'NO_SHOW_EXPERT', 'FAILED_TECHNICAL')`,
)
@Check('ck_consultations_encounter', `encounter IN ('OUTPATIENT', 'INPATIENT')`)
@Check('ck_consultations_title', `wanted_title IN ('NONE', 'JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'SENIOR')`)
@Check('ck_consultations_duration', `duration_minutes BETWEEN 5 AND 480`)
@Check('ck_consultations_fee', `fee_cents >= 0`)
@Check('ck_consultations_wanted', `wanted_until > wanted_from`)
@Check('ck_consultations_required', `required_experts IS NULL OR (required_experts > 0 AND type = 'MDT')`)
@Check('ck_consultations_time', `(starts_at IS NULL) = (ends_at IS NULL) AND ends_at > starts_at`)
@Check(
  'ck_consultations_submitted',
  `(consultation_no IS NULL) = (submitted_at IS NULL) AND (state IN ('DRAFT', 'CANCELLED') OR submitted_at IS NOT NULL)`,
)
@Check(
  'ck_consultations_scheduled',
  `state NOT IN ('SCHEDULED', 'IN_SESSION') OR (starts_at IS NOT NULL AND room_token IS NOT NULL)`,
)
@Check('ck_consultations_returned', `state <> 'RETURNED_FOR_MATERIAL' OR cardinality(missing_codes) > 0`)
@Check('ck_consultations_delivered', `state <> 'DELIVERED' OR delivered_at IS NOT NULL`)
@Check(
  'ck_consultations_adopted',
  `(adoption IS NULL) = (adopted_at IS NULL) AND (adoption IS NULL) = (adopted_by_staff_id IS NULL) AND (adoption IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED')) AND (adoption IS NULL OR adoption = 'ADOPTED' OR adoption_reason_code IS NOT NULL)`,
)
@Check(
  'ck_consultations_closed',
  `state <> 'CLOSED' OR (retained_until IS NOT NULL AND (adoption IS NOT NULL OR (type = 'TEACHING_ROUND' AND delivered_at IS NULL)))`,
)
@Check(
  'ck_consultations_quality',
  `(quality_verdict IS NULL) = (quality_at IS NULL) AND quality_verdict IN ('GOOD', 'ACCEPTABLE', 'DEFICIENT')`,
)
@Check('ck_consultations_rating', `(rating IS NULL) = (rated_at IS NULL) AND rating BETWEEN 1 AND 5`)
@Check('ck_consultations_ended', `(state IN ('CLOSED', 'DECLINED', 'CANCELLED')) = (ended_at IS NOT NULL)`)
export class ConsultationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_consultations' })
  id: string;

  @Column('text', { name: 'consultation_no', nullable: true })
  consultationNo: string | null;

  @Column('text')
  type: string;

  @Column('text')
  state: string;

  @Column('integer')
  version: number;

  @ForeignKey('PatientEntity', { name: 'fk_consultations_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @Column('text')
  encounter: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_consultations_inviting' })
  @Column('uuid', { name: 'inviting_institution_id' })
  invitingInstitutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_consultations_inviting_department' })
  @Column('uuid', { name: 'inviting_department_id', nullable: true })
  invitingDepartmentId: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_consultations_author' })
  @Column('uuid', { name: 'author_staff_id' })
  authorStaffId: string;

  @ForeignKey('StaffEntity', { name: 'fk_consultations_accompanying' })
  @Column('uuid', { name: 'accompanying_staff_id', nullable: true })
  accompanyingStaffId: string | null;

  @ForeignKey('InstitutionEntity', { name: 'fk_consultations_centre' })
  @Column('uuid', { name: 'centre_institution_id' })
  centreInstitutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_consultations_department' })
  @Column('uuid', { name: 'wanted_department_id', nullable: true })
  wantedDepartmentId: string | null;

  @Column('text', { name: 'specialty_code', nullable: true })
  specialtyCode: string | null;

  @Column('text', { name: 'wanted_title', nullable: true })
  wantedTitle: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { name: 'purpose_code', nullable: true })
  purposeCode: string | null;

  @Column('text', { name: 'record_summary', nullable: true })
  recordSummary: string | null;

  @Column('jsonb')
  diagnoses: unknown;

  @Column('timestamptz', { name: 'wanted_from', nullable: true })
  wantedFrom: Date | null;

  @Column('timestamptz', { name: 'wanted_until', nullable: true })
  wantedUntil: Date | null;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes: number;

  @Column('integer', { name: 'fee_cents', nullable: true })
  feeCents: number | null;

  @Column('uuid', { name: 'linked_order_ids', array: true })
  linkedOrderIds: string[];

  @Column('integer', { name: 'required_experts', nullable: true })
  requiredExperts: number | null;

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt: Date | null;

  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt: Date | null;

  @Column('integer', { name: 'session_no' })
  sessionNo: number;

  @Column('text', { name: 'room_token', nullable: true })
  roomToken: string | null;

  @Column('text', { name: 'missing_codes', array: true })
  missingCodes: string[];

  @Column('text', { name: 'missing_comment', nullable: true })
  missingComment: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { name: 'session_started_at', nullable: true })
  sessionStartedAt: Date | null;

  @Column('timestamptz', { name: 'session_ended_at', nullable: true })
  sessionEndedAt: Date | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt: Date | null;

  @Column('text', { nullable: true })
  adoption: string | null;

  @Column('text', { name: 'adoption_reason_code', nullable: true })
  adoptionReasonCode: string | null;

  @Column('text', { name: 'adoption_comment', nullable: true })
  adoptionComment: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_consultations_adopted_by' })
  @Column('uuid', { name: 'adopted_by_staff_id', nullable: true })
  adoptedByStaffId: string | null;

  @Column('timestamptz', { name: 'adopted_at', nullable: true })
  adoptedAt: Date | null;

  @Column('text', { name: 'quality_verdict', nullable: true })
  qualityVerdict: string | null;

  @Column('text', { name: 'quality_comment', nullable: true })
  qualityComment: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_consultations_quality_by' })
  @Column('uuid', { name: 'quality_by_staff_id', nullable: true })
  qualityByStaffId: string | null;

  @Column('timestamptz', { name: 'quality_at', nullable: true })
  qualityAt: Date | null;

  @Column('integer', { nullable: true })
  rating: number | null;

  @Column('text', { name: 'rating_comment', nullable: true })
  ratingComment: string | null;

  @Column('timestamptz', { name: 'rated_at', nullable: true })
  ratedAt: Date | null;

  @ForeignKey('ReferralEntity', { name: 'fk_consultations_referral' })
  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId: string | null;

  @Column('uuid', { name: 'order_id', nullable: true })
  orderId: string | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('timestamptz', { name: 'reopened_at', nullable: true })
  reopenedAt: Date | null;

  @Column('text', { name: 'end_reason_code', nullable: true })
  endReasonCode: string | null;

  @Column('date', { name: 'retained_until', nullable: true })
  retainedUntil: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
