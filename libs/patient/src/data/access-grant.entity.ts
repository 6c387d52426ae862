import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccessBasis } from '../domain/access-basis.js';

/** Why an institution (or one person of it) may see a patient, and until when. */
@Entity('patient_access_grants')
@Index('uq_patient_access_grants_source', { synchronize: false })
@Index('ix_patient_access_grants_institution', ['institutionId', 'patientId'])
@Index('ix_patient_access_grants_patient', ['patientId'])
@Check(
  'ck_patient_access_grants_basis',
  `basis IN ('ENCOUNTER', 'REFERRAL', 'ORDER', 'CONSULTATION', 'CONTRACT', 'AUTHORISATION', 'REGISTRATION',
    'BREAK_GLASS')`,
)
@Check('ck_patient_access_grants_period', 'expires_at >= valid_from')
export class AccessGrantEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_access_grants' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_access_grants_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_patient_access_grants_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_patient_access_grants_staff' })
  @Column('uuid', { name: 'staff_id', nullable: true })
  staffId: string | null;

  @Column('text')
  basis: AccessBasis;

  @Column('text', { name: 'source_type' })
  sourceType: string;

  @Column('uuid', { name: 'source_id' })
  sourceId: string;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;
}
