import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { UnmatchedState } from '../domain/unmatched-study.transitions.js';

/** A study without an exam, until two people bind it to one. */
@Entity('unmatched_studies')
@Index('uq_unmatched_studies_study', ['studyInstanceUid'], { unique: true })
@Index('ix_unmatched_studies_open', ['institutionId', 'foundAt', 'id'], { where: `state = 'UNMATCHED'` })
@Check('ck_unmatched_studies_state', `state IN ('UNMATCHED', 'MATCHED')`)
@Check('ck_unmatched_studies_proposal', `(exam_id IS NULL) = (cardinality(proposers) = 0)`)
@Check(
  'ck_unmatched_studies_matched',
  `(state = 'MATCHED') = (matched_at IS NOT NULL) AND (matched_at IS NULL) = (matched_by_staff_id IS NULL)
   AND (matched_at IS NULL OR exam_id IS NOT NULL)`,
)
@Check('ck_unmatched_studies_two_people', `NOT matched_by_staff_id = ANY (proposers)`)
@Check('ck_unmatched_studies_images', `image_count > 0`)
export class UnmatchedStudyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unmatched_studies' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_unmatched_studies_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text', { name: 'study_instance_uid' })
  studyInstanceUid: string;

  @Column('text', { name: 'accession_no', nullable: true })
  accessionNo: string | null;

  /** As the images have it, of whomever they show. */
  @Column('text', { name: 'patient_name', nullable: true })
  patientName: string | null;

  @Column('text', { nullable: true })
  modality: string | null;

  @Column('date', { name: 'study_date', nullable: true })
  studyDate: string | null;

  @Column('int', { name: 'image_count' })
  imageCount: number;

  @Column('text')
  state: UnmatchedState;

  @Column('timestamptz', { name: 'found_at' })
  foundAt: Date;

  @ForeignKey('ExamEntity', { name: 'fk_unmatched_studies_exam' })
  @Column('uuid', { name: 'exam_id', nullable: true })
  examId: string | null;

  @Column('uuid', { array: true })
  proposers: string[];

  @Column('timestamptz', { name: 'matched_at', nullable: true })
  matchedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_unmatched_studies_matched_by' })
  @Column('uuid', { name: 'matched_by_staff_id', nullable: true })
  matchedByStaffId: string | null;

  @Column('int')
  version: number;
}
