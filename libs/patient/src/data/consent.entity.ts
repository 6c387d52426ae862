import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ConsentKind, ConsentMethod } from '../domain/consent.js';
import type { SignerRelation } from '../domain/relation.js';
import { PatientContext } from './patient-context.js';

/** What a patient, or somebody for them, has agreed to. */
@Entity('patient_consents')
@Unique('uq_patient_consents_file', ['fileId'])
@Index('ix_patient_consents_patient', ['patientId', 'kind'])
@Check('ck_patient_consents_kind', "kind IN ('REFERRAL', 'ONWARD_REFERRAL', 'CONSULTATION', 'DATA_SHARING', 'CONTACT')")
@Check('ck_patient_consents_method', "method IN ('WRITTEN', 'ELECTRONIC', 'VERBAL_WITNESSED', 'PROXY')")
@Check('ck_patient_consents_relation', "signer_relation IN ('SELF', 'SPOUSE', 'PARENT', 'CHILD', 'GUARDIAN', 'OTHER')")
@Check(
  'ck_patient_consents_proxy',
  `(method = 'PROXY') = (signer_relation <> 'SELF') AND (method = 'PROXY') = (proxy_reason IS NOT NULL)
   AND (method = 'PROXY') = (signer_name_ciphertext IS NOT NULL)`,
)
@Check('ck_patient_consents_told_cost', "told_cost_cents IS NULL OR (kind = 'CONSULTATION' AND told_cost_cents >= 0)")
@ForeignKey('ConsentTextEntity', ['kind', 'textEffectiveFrom'], ['kind', 'effectiveFrom'], {
  name: 'fk_patient_consents_text',
})
@Check('ck_patient_consents_scope', 'cardinality(institution_ids) > 0')
@Check('ck_patient_consents_period', 'expires_at > given_at AND withdrawn_at >= given_at')
export class ConsentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_consents' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_consents_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @Column('text')
  kind: ConsentKind;

  @Column('text')
  method: ConsentMethod;

  @Column('text', { name: 'signer_relation' })
  signerRelation: SignerRelation;

  @Sealed(PatientContext.SignerName)
  @Column('text', { name: 'signer_name_ciphertext', nullable: true })
  signerNameCiphertext: string | null;

  @Column('text', { name: 'proxy_reason', nullable: true })
  proxyReason: string | null;

  /** For these institutions alone; null: for the whole alliance. */
  @Column('uuid', { name: 'institution_ids', array: true, nullable: true })
  institutionIds: string[] | null;

  /** What the patient was told that it costs, in cents; null where it costs nothing that needs telling. */
  @Column('int', { name: 'told_cost_cents', nullable: true })
  toldCostCents: number | null;

  /** Which text of the kind was signed; null for consents from before texts were kept. */
  @Column('timestamptz', { name: 'text_effective_from', nullable: true })
  textEffectiveFrom: Date | null;

  @Column('timestamptz', { name: 'given_at' })
  givenAt: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_patient_consents_recorded_by' })
  @Column('uuid', { name: 'recorded_by_staff_id' })
  recordedByStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_patient_consents_recorded_institution' })
  @Column('uuid', { name: 'recorded_institution_id' })
  recordedInstitutionId: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @ForeignKey('StoredFileEntity', { name: 'fk_patient_consents_file' })
  @Column('uuid', { name: 'file_id', nullable: true })
  fileId: string | null;

  @Column('int')
  version: number;
}
