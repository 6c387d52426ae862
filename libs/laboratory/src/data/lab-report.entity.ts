import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ReportKind, ReportState } from '../domain/report.transitions.js';

/** A version of the report about a specimen. Versions are linked and never deleted. */
@Entity('lab_reports')
@Unique('uq_lab_reports_number', ['specimenId', 'number'])
@Unique('uq_lab_reports_previous', ['previousId'])
@Check('ck_lab_reports_kind', `kind IN ('PRELIMINARY', 'FINAL')`)
@Check('ck_lab_reports_state', `state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'SUPERSEDED', 'RETRACTED', 'WITHDRAWN')`)
@Check(
  'ck_lab_reports_submitted',
  `(submitted_at IS NULL) = (technical_staff_id IS NULL) AND (state IN ('DRAFT', 'WITHDRAWN') OR submitted_at IS NOT NULL)`,
)
@Check(
  'ck_lab_reports_published',
  `(published_at IS NULL) = (medical_staff_id IS NULL) AND (state IN ('PUBLISHED', 'SUPERSEDED', 'RETRACTED')) = (published_at IS NOT NULL)`,
)
@Check('ck_lab_reports_two_people', `technical_staff_id <> medical_staff_id`)
@Check(
  'ck_lab_reports_retraction',
  `(retraction_asked_by_staff_id IS NULL) = (retraction_reason_code IS NULL) AND (state = 'RETRACTED') = (retracted_at IS NOT NULL) AND (retracted_at IS NULL) = (retracted_by_staff_id IS NULL) AND (retracted_at IS NULL OR retraction_asked_by_staff_id IS NOT NULL) AND retraction_asked_by_staff_id <> retracted_by_staff_id`,
)
@Check('ck_lab_reports_corrected', `NOT corrected OR previous_id IS NOT NULL`)
@Check('ck_lab_reports_seen', `(seen_at IS NULL) = (seen_by_staff_id IS NULL)`)
@Check(
  'ck_lab_reports_isolates',
  `jsonb_typeof(isolates) = 'array' AND (isolates = '[]' OR group_code LIKE 'LAB\\_MICRO%')`,
)
@Index('ix_lab_reports_due', ['institutionId', 'dueAt', 'id'], { where: `state IN ('DRAFT', 'SUBMITTED')` })
@Index('ix_lab_reports_to_retract', ['institutionId', 'id'], {
  where: `state = 'PUBLISHED' AND retraction_asked_by_staff_id IS NOT NULL`,
})
@Index('uq_lab_reports_open', ['specimenId'], { unique: true, where: `state IN ('DRAFT', 'SUBMITTED')` })
@Index('uq_lab_reports_standing', ['specimenId'], { unique: true, where: `state = 'PUBLISHED'` })
@Index('ix_lab_reports_laboratory', ['institutionId', 'state', 'id'])
@Index('ix_lab_reports_published', ['institutionId', 'publishedAt', 'id'], { where: `published_at IS NOT NULL` })
@Index('ix_lab_reports_ordering_published', ['orderingInstitutionId', 'publishedAt'], {
  where: `published_at IS NOT NULL`,
})
@Index('ix_lab_reports_ordering', ['orderingInstitutionId', 'id'], { where: `state IN ('PUBLISHED', 'RETRACTED')` })
@Index('ix_lab_reports_critical', ['orderingInstitutionId', 'id'], {
  where: `critical AND state IN ('PUBLISHED', 'RETRACTED')`,
})
@Index('ix_lab_reports_unseen', ['orderingStaffId', 'id'], {
  where: `state IN ('PUBLISHED', 'RETRACTED') AND seen_at IS NULL`,
})
@Index('ix_lab_reports_patient', ['patientId', 'publishedAt'])
export class LabReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_lab_reports' })
  id: string;

  @ForeignKey('SpecimenEntity', { name: 'fk_lab_reports_specimen' })
  @Column('uuid', { name: 'specimen_id' })
  specimenId: string;

  @Column('integer')
  number: number;

  @ForeignKey('LabReportEntity', { name: 'fk_lab_reports_previous' })
  @Column('uuid', { name: 'previous_id', nullable: true })
  previousId: string | null;

  @ForeignKey('PatientEntity', { name: 'fk_lab_reports_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_lab_reports_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_lab_reports_ordering' })
  @Column('uuid', { name: 'ordering_institution_id' })
  orderingInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_doctor' })
  @Column('uuid', { name: 'ordering_staff_id' })
  orderingStaffId: string;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('text')
  kind: ReportKind;

  @Column('text')
  state: ReportState;

  @Column('boolean')
  corrected: boolean;

  /** Whether one of its values is critical; triggers of the values keep it, for a list to be found by. */
  @Column('boolean', { default: false })
  critical: boolean;

  @Column('timestamptz', { name: 'begun_at' })
  begunAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { nullable: true })
  conclusion: string | null;

  /** What grew, as JSON. */
  @Column('jsonb', { default: [] })
  isolates: unknown;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_technical' })
  @Column('uuid', { name: 'technical_staff_id', nullable: true })
  technicalStaffId: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_medical' })
  @Column('uuid', { name: 'medical_staff_id', nullable: true })
  medicalStaffId: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('text', { name: 'amendment_reason_code', nullable: true })
  amendmentReasonCode: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_asked' })
  @Column('uuid', { name: 'retraction_asked_by_staff_id', nullable: true })
  retractionAskedByStaffId: string | null;

  @Column('text', { name: 'retraction_reason_code', nullable: true })
  retractionReasonCode: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_retracted' })
  @Column('uuid', { name: 'retracted_by_staff_id', nullable: true })
  retractedByStaffId: string | null;

  @Column('timestamptz', { name: 'retracted_at', nullable: true })
  retractedAt: Date | null;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_lab_reports_seen' })
  @Column('uuid', { name: 'seen_by_staff_id', nullable: true })
  seenByStaffId: string | null;

  @Column('integer')
  version: number;
}
