import { MergeKind } from '../domain/duplicate.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Rows of one table that went from one patient to another. */
export interface MovedRows {
  readonly table: string;
  readonly column: string;
  readonly ids: readonly string[];
}

/** One record of a patient has turned out to be the same person as another one, to which everything about it went. */
@Entity('patient_merges')
@Index('ix_patient_merges_into', ['intoPatientId', 'id'])
@Index('uq_patient_merges_from', ['fromPatientId'], { unique: true, where: 'undone_at IS NULL' })
@Check('ck_patient_merges_kind', "kind IN ('IDENTIFIED', 'DUPLICATE')")
@Check('ck_patient_merges_apart', 'from_patient_id <> into_patient_id')
@Check('ck_patient_merges_undone', '(undone_at IS NULL) = (undone_by_staff_id IS NULL)')
export class PatientMergeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_merges' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_merges_from' })
  @Column('uuid', { name: 'from_patient_id' })
  fromPatientId: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_merges_into' })
  @Column('uuid', { name: 'into_patient_id' })
  intoPatientId: string;

  /** Whether a patient without a document turned out to be somebody, or somebody stood in the index twice. */
  @Column('text', { default: MergeKind.IDENTIFIED })
  kind: MergeKind;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  /** What went over, so that it can go back. */
  @Column('jsonb')
  moved: MovedRows[];

  @Column('timestamptz', { name: 'merged_at' })
  mergedAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_patient_merges_merged_by' })
  @Column('uuid', { name: 'merged_by_staff_id' })
  mergedByStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_patient_merges_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_patient_merges_undone_by' })
  @Column('uuid', { name: 'undone_by_staff_id', nullable: true })
  undoneByStaffId: string | null;

  @Column('int')
  version: number;
}
