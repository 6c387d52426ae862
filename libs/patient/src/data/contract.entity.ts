import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A patient's contract with a family-doctor team; at no time more than one. */
@Entity('family_doctor_contracts')
@Index('ix_family_doctor_contracts_institution', ['institutionId', 'patientId'])
@Index('ix_family_doctor_contracts_village_doctor', ['villageDoctorStaffId', 'patientId'])
@Index('ix_family_doctor_contracts_doctor', ['doctorStaffId', 'validTo'])
@Index('ix_family_doctor_contracts_team', ['teamId', 'validTo', 'id'])
@Check('ck_family_doctor_contracts_period', 'valid_from <= valid_to')
@Check(
  'ck_family_doctor_contracts_end',
  'num_nonnulls(agreed_to, ended_at, ended_by_staff_id, end_reason_code) IN (0, 4) AND valid_to <= agreed_to',
)
@Exclusion(
  'ex_family_doctor_contracts_one_at_a_time',
  `USING gist (patient_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`,
)
export class ContractEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_family_doctor_contracts' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_family_doctor_contracts_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_family_doctor_contracts_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null for contracts from before teams were kept. */
  @ForeignKey('TeamEntity', { name: 'fk_family_doctor_contracts_team' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  @Column('text', { name: 'team_name' })
  teamName: string;

  @ForeignKey('StaffEntity', { name: 'fk_family_doctor_contracts_doctor' })
  @Column('uuid', { name: 'doctor_staff_id' })
  doctorStaffId: string;

  @ForeignKey('StaffEntity', { name: 'fk_family_doctor_contracts_village_doctor' })
  @Column('uuid', { name: 'village_doctor_staff_id', nullable: true })
  villageDoctorStaffId: string | null;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to' })
  validTo: string;

  /** The last day that was agreed upon, where the contract has ended before it. */
  @Column('date', { name: 'agreed_to', nullable: true })
  agreedTo: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_family_doctor_contracts_ended_by' })
  @Column('uuid', { name: 'ended_by_staff_id', nullable: true })
  endedByStaffId: string | null;

  @Column('text', { name: 'end_reason_code', nullable: true })
  endReasonCode: string | null;

  @Column('text', { name: 'end_comment', nullable: true })
  endComment: string | null;

  @Column('int')
  version: number;
}
