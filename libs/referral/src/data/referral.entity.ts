import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  Direction,
  Handling,
  PlannedHandling,
  Priority,
  ReferralKind,
  ReferralSource,
  ReferralState,
} from '../domain/referral-state.js';

/** A referral: who sends which patient where, and how far it has come. */
@Entity('referrals')
@Unique('uq_referrals_referral_no', ['referralNo'])
@Index('ix_referrals_sent', { synchronize: false })
@Index('ix_referrals_received', { synchronize: false })
@Index('ix_referrals_received_open', { synchronize: false })
@Index('ix_referrals_sent_state', { synchronize: false })
@Index('ix_referrals_received_state', { synchronize: false })
@Index('ix_referrals_received_ended', { synchronize: false })
@Index('ix_referrals_department', { synchronize: false })
@Index('ix_referrals_department_submitted', { synchronize: false })
@Index('ix_referrals_author', { synchronize: false })
@Index('ix_referrals_owner', { synchronize: false })
@Index('ix_referrals_patient', ['patientId', 'toDepartmentId'])
@Index('ix_referrals_from_department', ['fromDepartmentId', 'id'], { where: 'from_department_id IS NOT NULL' })
@Index('ix_referrals_sent_submitted', ['fromInstitutionId', 'firstSubmittedAt', 'id'], {
  where: 'first_submitted_at IS NOT NULL',
})
@Index('ix_referrals_received_submitted', ['toInstitutionId', 'firstSubmittedAt', 'id'], {
  where: 'received_at IS NOT NULL',
})
@Index('ix_referrals_submitted', ['firstSubmittedAt', 'id'], { where: 'first_submitted_at IS NOT NULL' })
@Index('ix_referrals_parent', ['parentId'], { where: 'parent_id IS NOT NULL' })
@Index('ix_referrals_answers', ['answersId'], { where: 'answers_id IS NOT NULL' })
@Index('ix_referrals_waiting', { synchronize: false })
@Index('ix_referrals_author_open', { synchronize: false })
@Index('ix_referrals_owed', { synchronize: false })
@Index('ix_referrals_taken_on', { synchronize: false })
@Index('ix_referrals_to_claim', { synchronize: false })
@Index('ix_referrals_to_review', { synchronize: false })
@Index('ix_referrals_sent_to_review', { synchronize: false })
@Index('ix_referrals_to_allocate', { synchronize: false })
@Index('ix_referrals_to_arrange', { synchronize: false })
@Index('ix_referrals_awaited', { synchronize: false })
@Index('ix_referrals_emergencies', { synchronize: false })
@Index('ix_referrals_to_place', { synchronize: false })
@Index('ix_referrals_placeless', { synchronize: false })
@Index('ix_referrals_untried', { synchronize: false })
@Index('ix_referrals_escalated_received', { synchronize: false })
@Index('ix_referrals_escalated_sent', { synchronize: false })
@Index('ix_referrals_not_arrived_received', { synchronize: false })
@Index('ix_referrals_astray', { synchronize: false })
@Check('ck_referrals_direction', "direction IN ('UP', 'LATERAL', 'DOWN')")
@Check('ck_referrals_kind', "kind IN ('ROUTINE', 'EMERGENCY', 'GREEN_CHANNEL')")
@Check(
  'ck_referrals_state',
  `CASE direction
     WHEN 'DOWN' THEN state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'PENDING_RECEIPT',
       'PENDING_ALLOCATION', 'PENDING_REASSIGNMENT', 'IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP', 'COMPLETED', 'REFUSED',
       'REDIRECTED', 'CANCELLED', 'CLOSED')
     ELSE state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE',
       'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED', 'RETURNED_WITH_ADVICE',
       'REJECTED', 'REDIRECTED', 'CANCELLED', 'CLOSED', 'EXPIRED') END`,
)
@Check(
  'ck_referrals_submitted',
  "state IN ('DRAFT', 'CANCELLED') OR (first_submitted_at IS NOT NULL AND referral_no IS NOT NULL)",
)
@Check('ck_referrals_reviewed', "state <> 'PENDING_INTERNAL_REVIEW' OR reviewing_institution_id IS NOT NULL")
@Check(
  'ck_referrals_received',
  `state IN ('DRAFT', 'PENDING_INTERNAL_REVIEW', 'RETURNED_FOR_EDIT', 'CANCELLED', 'CLOSED', 'EXPIRED')
    OR received_at IS NOT NULL`,
)
@Check('ck_referrals_expected_handling', "expected_handling IN ('OUTPATIENT', 'INPATIENT')")
@Check('ck_referrals_purpose', "kind <> 'ROUTINE' OR purpose_code IS NOT NULL")
@Check(
  'ck_referrals_owned',
  `kind <> 'ROUTINE' OR retrospective OR state NOT IN ('ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED', 'COMPLETED')
    OR owner_staff_id IS NOT NULL`,
)
@Check(
  'ck_referrals_down_owned',
  "state NOT IN ('PENDING_RECEIPT', 'IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP') OR owner_staff_id IS NOT NULL",
)
@Check(
  'ck_referrals_ended',
  `(state IN ('COMPLETED', 'RETURNED_WITH_ADVICE', 'REJECTED', 'REFUSED', 'REDIRECTED', 'CANCELLED', 'CLOSED',
    'EXPIRED')) = (ended_at IS NOT NULL)`,
)
@Check('ck_referrals_answers', "answers_id IS NULL OR direction = 'DOWN'")
@Check('ck_referrals_reopenable', "state NOT IN ('CLOSED', 'EXPIRED') OR ended_from IS NOT NULL")
@Check('ck_referrals_archived', "archived_at IS NULL OR state IN ('DRAFT', 'CANCELLED')")
export class ReferralEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referrals' })
  id: string;

  /** Given at the first submit. */
  @Column('text', { name: 'referral_no', nullable: true })
  referralNo: string | null;

  @Column('text')
  direction: Direction;

  @Column('text', { default: 'ROUTINE' })
  kind: ReferralKind;

  /** Recorded after the patient had arrived, outside the platform. */
  @Column('boolean', { default: false })
  retrospective: boolean;

  /** So long after it that statistics show it. */
  @Column('boolean', { name: 'recorded_late', default: false })
  recordedLate: boolean;

  /** The referral that was passed on as this one. */
  @ForeignKey('ReferralEntity', { name: 'fk_referrals_parent' })
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;

  @Column('text')
  source: ReferralSource;

  @Column('text')
  priority: Priority;

  @Column('text')
  state: ReferralState;

  @Column('int')
  version: number;

  @ForeignKey('PatientEntity', { name: 'fk_referrals_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('ClinicalPackageEntity', { name: 'fk_referrals_package' })
  @Column('uuid', { name: 'package_id' })
  packageId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referrals_from_institution' })
  @Column('uuid', { name: 'from_institution_id' })
  fromInstitutionId: string;

  /** The department that sends down; its head reviews. Referrals upwards are reviewed by the head of the township. */
  @ForeignKey('DepartmentEntity', { name: 'fk_referrals_from_department' })
  @Column('uuid', { name: 'from_department_id', nullable: true })
  fromDepartmentId: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_referrals_author' })
  @Column('uuid', { name: 'author_staff_id' })
  authorStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referrals_to_institution' })
  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_referrals_to_department' })
  @Column('uuid', { name: 'to_department_id' })
  toDepartmentId: string;

  /** The up-referral that a down-referral answers. */
  @ForeignKey('ReferralEntity', { name: 'fk_referrals_answers' })
  @Column('uuid', { name: 'answers_id', nullable: true })
  answersId: string | null;

  /** The doctor who has claimed it, or who is to receive a patient who is sent down. */
  @ForeignKey('StaffEntity', { name: 'fk_referrals_owner' })
  @Column('uuid', { name: 'owner_staff_id', nullable: true })
  ownerStaffId: string | null;

  /** Whom the sender asks for at the receiver. */
  @ForeignKey('StaffEntity', { name: 'fk_referrals_wanted_doctor' })
  @Column('uuid', { name: 'wanted_doctor_staff_id', nullable: true })
  wantedDoctorStaffId: string | null;

  /** What the sender expects; the receiver decides. */
  @Column('text', { name: 'expected_handling', nullable: true })
  expectedHandling: PlannedHandling | null;

  /** An emergency is not asked for it. */
  @Column('text', { name: 'purpose_code', nullable: true })
  purposeCode: string | null;

  @Column('text', { name: 'purpose_comment', nullable: true })
  purposeComment: string | null;

  @Column('text', { nullable: true })
  handling: Handling | null;

  /** Kept when it is returned and submitted again: its place in the queue. */
  @Column('timestamptz', { name: 'first_submitted_at', nullable: true })
  firstSubmittedAt: Date | null;

  /** Whose heads review it, or whose referral centre where the sender has nobody but the author. */
  @ForeignKey('InstitutionEntity', { name: 'fk_referrals_reviewing_institution' })
  @Column('uuid', { name: 'reviewing_institution_id', nullable: true })
  reviewingInstitutionId: string | null;

  /** Its referral centre reviews, and not only heads of the sender; always where it is another institution. */
  @Column('boolean', { name: 'centre_reviews', default: false })
  centreReviews: boolean;

  /** When it first reached the receiver, who does not know it before: the start of their clocks. */
  @Column('timestamptz', { name: 'received_at', nullable: true })
  receivedAt: Date | null;

  /** When the patient is expected, as the arrangement that counts says: lists are ordered by it. */
  @Column('timestamptz', { name: 'visit_time', nullable: true })
  visitTime: Date | null;

  @Column('timestamptz', { name: 'arrived_at', nullable: true })
  arrivedAt: Date | null;

  /** Until when the consent has to be there that the referral did not wait for. */
  @Column('timestamptz', { name: 'consent_due_at', nullable: true })
  consentDueAt: Date | null;

  @Column('timestamptz', { name: 'state_changed_at' })
  stateChangedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** The state that it ended in. */
  @Column('text', { name: 'ended_from', nullable: true })
  endedFrom: ReferralState | null;

  /** When its form was last changed. */
  @Column('timestamptz', { name: 'edited_at', nullable: true })
  editedAt: Date | null;

  /** A draft that nobody went on with; no list shows it. */
  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  /** When the referral centre last urged whoever it waits for. */
  @Column('timestamptz', { name: 'urged_at', nullable: true })
  urgedAt: Date | null;

  /** When a place or a bed was last looked for in vain. A trigger keeps it: lists are ordered by it. */
  @Column('timestamptz', { name: 'slot_searched_at', nullable: true })
  slotSearchedAt: Date | null;

  /** Whether a time limit that has passed has turned to the sender, or to the receiver. A trigger keeps both. */
  @Column('boolean', { name: 'escalated_to_sender', default: false })
  escalatedToSender: boolean;

  @Column('boolean', { name: 'escalated_to_receiver', default: false })
  escalatedToReceiver: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
