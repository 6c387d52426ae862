import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An exam of a patient, from its registration on. */
@Entity('exams')
@Index('uq_exams_accession', ['accessionNo'], { unique: true })
@Index('uq_exams_item', ['orderItemId'], { unique: true, where: `state NOT IN ('ABORTED', 'CANCELLED')` })
@Index('uq_exams_study', ['studyInstanceUid'], { unique: true, where: `study_instance_uid IS NOT NULL` })
@Index('ix_exams_order', ['orderId', 'id'])
@Index('ix_exams_patient', ['patientId', 'id'])
@Index('ix_exams_to_perform', ['performingInstitutionId', 'registeredAt', 'id'], {
  where: `state IN ('REGISTERED', 'PERFORMING')`,
})
@Index('ix_exams_performed', ['performingInstitutionId', 'registeredAt', 'id'])
@Index('ix_exams_read', ['readingInstitutionId', 'registeredAt', 'id'])
@Index('ix_exams_registered', ['registeredAt', 'id'])
@Index('ix_exams_ordering_reported', ['orderingInstitutionId', 'reportedAt'], { where: `reported_at IS NOT NULL` })
@Index('ix_exams_ordered', ['orderingStaffId', 'registeredAt', 'id'])
@Index('ix_exams_new_results', ['orderingStaffId', 'resultAt', 'id'], {
  where: `result_at IS NOT NULL AND seen_at IS NULL`,
})
@Index('ix_exams_unreported', ['readingInstitutionId', 'dueAt', 'id'], {
  where: `due_at IS NOT NULL AND reported_at IS NULL AND ended_at IS NULL`,
})
@Index('ix_exams_without_study', ['pacsLookedAt', 'id'], {
  where: `study_instance_uid IS NULL AND repeats = 0 AND state IN ('REGISTERED', 'PERFORMING', 'ACQUIRED')`,
})
@Index('ix_exams_reported', ['readingInstitutionId', 'reportedAt'], { where: `reported_at IS NOT NULL` })
@Check('ck_exams_domain', `domain IN ('IMAGING', 'ECG')`)
@Check('ck_exams_visit', `visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')`)
@Check('ck_exams_urgency', `urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE')`)
@Check('ck_exams_state', `state IN ('REGISTERED', 'PERFORMING', 'ACQUIRED', 'ABORTED', 'CANCELLED')`)
@Check('ck_exams_started', `state NOT IN ('PERFORMING', 'ACQUIRED') OR started_at IS NOT NULL`)
@Check('ck_exams_acquired', `state <> 'ACQUIRED' OR (acquired_at IS NOT NULL AND due_at IS NOT NULL)`)
@Check(
  'ck_exams_ended',
  `(state IN ('ABORTED', 'CANCELLED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (reason_code IS NULL)`,
)
@Check('ck_exams_study', `(study_instance_uid IS NULL) = (image_count IS NULL) AND image_count > 0`)
@Check('ck_exams_repeats', `repeats >= 0`)
@Check('ck_exams_result', `reported_at IS NULL OR result_at IS NOT NULL`)
export class ExamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exams' })
  id: string;

  @Column('text', { name: 'accession_no' })
  accessionNo: string;

  @ForeignKey('ExamOrderEntity', { name: 'fk_exams_order' })
  @Column('uuid', { name: 'order_id' })
  orderId: string;

  @ForeignKey('ExamOrderItemEntity', { name: 'fk_exams_item' })
  @Column('uuid', { name: 'order_item_id' })
  orderItemId: string;

  @ForeignKey('PatientEntity', { name: 'fk_exams_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @Column('text')
  domain: string;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('text', { nullable: true })
  subspecialty: string | null;

  @Column('text', { name: 'visit_type' })
  visitType: string;

  @Column('text')
  urgency: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_exams_ordering' })
  @Column('uuid', { name: 'ordering_institution_id' })
  orderingInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_exams_doctor' })
  @Column('uuid', { name: 'ordering_staff_id' })
  orderingStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_exams_performing' })
  @Column('uuid', { name: 'performing_institution_id' })
  performingInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_exams_reading' })
  @Column('uuid', { name: 'reading_institution_id' })
  readingInstitutionId: string;

  @Column('text')
  state: string;

  @Column('int')
  repeats: number;

  @Column('text', { name: 'study_instance_uid', nullable: true })
  studyInstanceUid: string | null;

  @Column('int', { name: 'image_count', nullable: true })
  imageCount: number | null;

  /** How many images the PACS had when it was last asked, and when that was. */
  @Column('int', { name: 'pacs_image_count', nullable: true })
  pacsImageCount: number | null;

  @Column('timestamptz', { name: 'pacs_looked_at', nullable: true })
  pacsLookedAt: Date | null;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_exams_registered_by' })
  @Column('uuid', { name: 'registered_by_staff_id' })
  registeredByStaffId: string;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { name: 'acquired_at', nullable: true })
  acquiredAt: Date | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'reported_at', nullable: true })
  reportedAt: Date | null;

  @Column('timestamptz', { name: 'result_at', nullable: true })
  resultAt: Date | null;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('int')
  version: number;
}
