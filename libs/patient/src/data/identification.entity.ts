import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PatientSex } from '../domain/sex.js';

/** What was known of a patient before somebody said who they are, so that it can be taken back. */
@Entity('patient_identifications')
@Index('uq_patient_identifications_patient', ['patientId'], { unique: true, where: 'undone_at IS NULL' })
@Check('ck_patient_identifications_undone', '(undone_at IS NULL) = (undone_by_staff_id IS NULL)')
export class IdentificationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_identifications' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_identifications_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @Column('text')
  name: string;

  @Column('text')
  sex: PatientSex;

  @Column('date', { name: 'birth_date', nullable: true })
  birthDate: string | null;

  /** Of the document that they were said to have. */
  @Column('text', { name: 'id_number_masked' })
  idNumberMasked: string;

  @Column('timestamptz', { name: 'identified_at' })
  identifiedAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_patient_identifications_identified_by' })
  @Column('uuid', { name: 'identified_by_staff_id' })
  identifiedByStaffId: string;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_patient_identifications_undone_by' })
  @Column('uuid', { name: 'undone_by_staff_id', nullable: true })
  undoneByStaffId: string | null;
}
