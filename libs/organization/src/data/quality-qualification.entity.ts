import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ItemCategory, RecognitionScope } from '../domain/standard-item.js';

/** That the results of an institution may be recognised: the certificate of an external quality assessment. */
@Entity('quality_qualifications')
@Unique('uq_quality_qualifications_certificate', ['institutionId', 'certificateNo'])
@Check(
  'ck_quality_qualifications_category',
  "category IN ('LABORATORY', 'IMAGING', 'ULTRASOUND', 'ECG', 'ENDOSCOPY', 'PATHOLOGY', 'FUNCTION')",
)
@Check('ck_quality_qualifications_scope', "scope IN ('ALLIANCE', 'CITY', 'PROVINCE', 'NATION')")
@Check('ck_quality_qualifications_period', 'valid_from <= valid_to')
export class QualityQualificationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_quality_qualifications' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_quality_qualifications_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text', { name: 'certificate_no' })
  certificateNo: string;

  @Column('text')
  name: string;

  @Column('text')
  category: ItemCategory;

  /** Codes of the items it is for; none means all of the category. */
  @Column('text', { name: 'item_codes', array: true })
  itemCodes: string[];

  @Column('text')
  scope: Exclude<RecognitionScope, 'NONE'>;

  @Column('text', { name: 'issued_by' })
  issuedBy: string;

  /** First and last day, both included. */
  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to' })
  validTo: string;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
