import { Sealed } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { IdDocumentType } from '../domain/id-document-type.js';
import type { ContactRelation } from '../domain/relation.js';
import type { PatientSex } from '../domain/sex.js';
import { identityText, PatientContext } from './patient-context.js';

/** A person whom the alliance treats. Identifiers, phones and addresses are encrypted; what lists show is stored masked. */
@Entity('patients')
@Unique('uq_patients_id_number', ['idType', 'idNumberIndex'])
@Index('uq_patients_id_number_2', ['idType', 'idNumberIndex2'], {
  unique: true,
  where: 'id_number_index_2 IS NOT NULL',
})
@Index('ix_patients_phone', ['phoneIndex'])
@Index('ix_patients_phone_2', ['phoneIndex2'], { where: 'phone_index_2 IS NOT NULL' })
@Index('ix_patients_name', { synchronize: false })
@Index('ix_patients_birth_name', ['birthDate', 'namePinyin'])
@Index('ix_patients_institution_name', { synchronize: false })
@Index('ix_patients_name_pinyin', { synchronize: false })
@Index('ix_patients_name_initials', { synchronize: false })
@Index('ix_patients_unspelled', ['id'], { where: 'name_pinyin IS NULL' })
@Index('ix_patients_registered_institution', ['registeredInstitutionId', 'id'])
@Index('ix_patients_merged_into', ['mergedIntoId'], { where: 'merged_into_id IS NOT NULL' })
@Check('ck_patients_merged_into', 'merged_into_id <> id')
@Check('ck_patients_sex', "sex IN ('0', '1', '2', '9')")
@Check('ck_patients_id_type', "id_type IN ('01', '02', '03', '04', '06', '07', '99')")
@Check(
  'ck_patients_id_number',
  `num_nonnulls(id_type, id_number_ciphertext, id_number_masked) IN (0, 3)
   AND (id_number_ciphertext IS NULL) = (coalesce(id_number_index, id_number_index_2) IS NULL)`,
)
@Check(
  'ck_patients_phone',
  `num_nonnulls(phone_ciphertext, phone_masked) IN (0, 2)
   AND (phone_ciphertext IS NULL) = (coalesce(phone_index, phone_index_2) IS NULL)`,
)
@Check(
  'ck_patients_contact',
  '(contact_name_ciphertext IS NULL AND contact_phone_ciphertext IS NULL) = (contact_relation IS NULL)',
)
@Check('ck_patients_contact_relation', "contact_relation IN ('SPOUSE', 'PARENT', 'CHILD', 'GUARDIAN', 'OTHER')")
export class PatientEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patients' })
  id: string;

  @Column('text')
  name: string;

  /** The name without blanks, in lower case. */
  @Column('text', { name: 'name_search' })
  nameSearch: string;

  /** How the name sounds, in Latin letters: `zhangsan`; null until that has been found out. */
  @Column('text', { name: 'name_pinyin', nullable: true })
  namePinyin: string | null;

  /** The first letter of each syllable: `zs`. */
  @Column('text', { name: 'name_initials', nullable: true })
  nameInitials: string | null;

  @Column('text')
  sex: PatientSex;

  @Column('date', { name: 'birth_date', nullable: true })
  birthDate: string | null;

  @Column('text', { name: 'id_type', nullable: true })
  idType: IdDocumentType | null;

  @Sealed(PatientContext.IdNumber, {
    columns: ['idNumberIndex', 'idNumberIndex2'],
    text: identityText,
    companion: 'idType',
  })
  @Column('text', { name: 'id_number_ciphertext', nullable: true })
  idNumberCiphertext: string | null;

  @Column('text', { name: 'id_number_index', nullable: true })
  idNumberIndex: string | null;

  @Column('text', { name: 'id_number_index_2', nullable: true })
  idNumberIndex2: string | null;

  @Column('text', { name: 'id_number_masked', nullable: true })
  idNumberMasked: string | null;

  @Sealed(PatientContext.Phone, { columns: ['phoneIndex', 'phoneIndex2'] })
  @Column('text', { name: 'phone_ciphertext', nullable: true })
  phoneCiphertext: string | null;

  @Column('text', { name: 'phone_index', nullable: true })
  phoneIndex: string | null;

  @Column('text', { name: 'phone_index_2', nullable: true })
  phoneIndex2: string | null;

  @Column('text', { name: 'phone_masked', nullable: true })
  phoneMasked: string | null;

  @Sealed(PatientContext.Address)
  @Column('text', { name: 'address_ciphertext', nullable: true })
  addressCiphertext: string | null;

  @Sealed(PatientContext.ContactName)
  @Column('text', { name: 'contact_name_ciphertext', nullable: true })
  contactNameCiphertext: string | null;

  @Sealed(PatientContext.ContactPhone)
  @Column('text', { name: 'contact_phone_ciphertext', nullable: true })
  contactPhoneCiphertext: string | null;

  @Column('text', { name: 'contact_relation', nullable: true })
  contactRelation: ContactRelation | null;

  @ForeignKey('InstitutionEntity', { name: 'fk_patients_registered_institution' })
  @Column('uuid', { name: 'registered_institution_id' })
  registeredInstitutionId: string;

  /** Number of the health record at the registering institution (档案编号). */
  @Column('text', { name: 'archive_no', nullable: true })
  archiveNo: string | null;

  /** The record that this one has turned out to be the same person as; it shows nothing any more. */
  @ForeignKey('PatientEntity', { name: 'fk_patients_merged_into' })
  @Column('uuid', { name: 'merged_into_id', nullable: true })
  mergedIntoId: string | null;

  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
