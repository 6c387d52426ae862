import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DuplicateState, ScorePart } from '../domain/duplicate.js';

/** Two records that may be of one person, found by rule; a person decides. */
@Entity('patient_duplicates')
@Unique('uq_patient_duplicates_pair', ['firstPatientId', 'secondPatientId'])
@Index('ix_patient_duplicates_second', ['secondPatientId'])
@Index('ix_patient_duplicates_open', ['score', 'id'], { where: "state = 'OPEN'" })
@Index('ix_patient_duplicates_first_open', ['firstInstitutionId', 'score', 'id'], { where: "state = 'OPEN'" })
@Index('ix_patient_duplicates_second_open', ['secondInstitutionId', 'score', 'id'], { where: "state = 'OPEN'" })
@Check('ck_patient_duplicates_order', 'first_patient_id < second_patient_id')
@Check('ck_patient_duplicates_state', "state IN ('OPEN', 'DISMISSED', 'MERGED')")
@Check(
  'ck_patient_duplicates_decided',
  "(state = 'OPEN') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_staff_id IS NULL)",
)
export class DuplicateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_duplicates' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_duplicates_first' })
  @Column('uuid', { name: 'first_patient_id' })
  firstPatientId: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_duplicates_second' })
  @Column('uuid', { name: 'second_patient_id' })
  secondPatientId: string;

  /** Which have registered them. */
  @ForeignKey('InstitutionEntity', { name: 'fk_patient_duplicates_first_institution' })
  @Column('uuid', { name: 'first_institution_id' })
  firstInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_patient_duplicates_second_institution' })
  @Column('uuid', { name: 'second_institution_id' })
  secondInstitutionId: string;

  @Column('int')
  score: number;

  @Column('jsonb')
  parts: ScorePart[];

  @Column('timestamptz', { name: 'found_at' })
  foundAt: Date;

  @Column('text')
  state: DuplicateState;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_patient_duplicates_decided_by' })
  @Column('uuid', { name: 'decided_by_staff_id', nullable: true })
  decidedByStaffId: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('int')
  version: number;
}
