import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A version of the report of an exam. */
@Entity('imaging_reports')
@Index('uq_imaging_reports_number', ['examId', 'number'], { unique: true })
@Index('uq_imaging_reports_open', ['examId'], { unique: true, where: `state IN ('DRAFT', 'SUBMITTED')` })
@Index('uq_imaging_reports_published', ['examId'], { unique: true, where: `state = 'PUBLISHED'` })
@Index('ix_imaging_reports_retraction', ['readingInstitutionId', 'id'], {
  where: `state = 'PUBLISHED' AND cardinality(retractors) > 0`,
})
@Check('ck_imaging_reports_kind', `kind IN ('PRELIMINARY', 'FINAL')`)
@Check(
  'ck_imaging_reports_state',
  `state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'SUPERSEDED', 'RETRACTED', 'DISCARDED')`,
)
@Check(
  'ck_imaging_reports_published',
  ` (state IN ('PUBLISHED', 'SUPERSEDED', 'RETRACTED')) = (published_at IS NOT NULL)`,
)
@Check('ck_imaging_reports_ended', ` (state IN ('SUPERSEDED', 'RETRACTED', 'DISCARDED')) = (ended_at IS NOT NULL)`)
@Check(
  'ck_imaging_reports_signed',
  `published_at IS NULL OR (round > 0 AND conclusion <> '' AND findings <> '' AND abnormal IS NOT NULL)`,
)
@Check(
  'ck_imaging_reports_retraction',
  ` (cardinality(retractors) = 0) = (retraction_reason_code IS NULL) AND (retraction_reason_code IS NULL) = (read_again IS NULL) AND (state <> 'RETRACTED' OR retraction_reason_code IS NOT NULL)`,
)
@Check('ck_imaging_reports_corrects', `NOT corrects OR number > 1`)
export class ImagingReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_imaging_reports' })
  id: string;

  @ForeignKey('ExamEntity', { name: 'fk_imaging_reports_exam' })
  @Column('uuid', { name: 'exam_id' })
  examId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_imaging_reports_reading' })
  @Column('uuid', { name: 'reading_institution_id' })
  readingInstitutionId: string;

  @Column('int')
  number: number;

  @Column('text')
  kind: string;

  @Column('text')
  state: string;

  @Column('boolean')
  corrects: boolean;

  @Column('text', { name: 'amendment_reason_code', nullable: true })
  amendmentReasonCode: string | null;

  @Column('text', { name: 'template_code', nullable: true })
  templateCode: string | null;

  /** Which version of the template that is; null with reports of a version of the product that did not say. */
  @Column('timestamptz', { name: 'template_from', nullable: true })
  templateFrom: Date | null;

  @Column('text')
  findings: string;

  @Column('text')
  conclusion: string;

  @Column('jsonb')
  structured: unknown;

  @Column('boolean', { nullable: true })
  abnormal: boolean | null;

  @Column('int')
  round: number;

  @ForeignKey('StaffEntity', { name: 'fk_imaging_reports_author' })
  @Column('uuid', { name: 'author_staff_id' })
  authorStaffId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { array: true })
  retractors: string[];

  @Column('text', { name: 'retraction_reason_code', nullable: true })
  retractionReasonCode: string | null;

  @Column('boolean', { name: 'read_again', nullable: true })
  readAgain: boolean | null;

  @Column('int')
  version: number;
}
