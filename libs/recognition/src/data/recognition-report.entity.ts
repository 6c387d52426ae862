import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** An item that a published report answers, whichever library it belongs to. */
@Entity('recognition_reports')
@Unique('uq_recognition_reports_item', ['domain', 'reportId', 'itemId'])
@Index('ix_recognition_reports_patient', ['patientId', 'publishedOn'])
@ForeignKey('StandardItemEntity', ['itemId', 'itemVersion'], ['id', 'version'], { name: 'fk_recognition_reports_item' })
export class RecognitionReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recognition_reports' })
  id: string;

  @Column('text')
  domain: string;

  @Column('uuid', { name: 'report_id' })
  reportId: string;

  @Column('uuid', { name: 'item_id' })
  itemId: string;

  /** The version of the item that was ordered. */
  @Column('int', { name: 'item_version' })
  itemVersion: number;

  @ForeignKey('PatientEntity', { name: 'fk_recognition_reports_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  /** Where it was examined. */
  @ForeignKey('InstitutionEntity', { name: 'fk_recognition_reports_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('date', { name: 'published_on' })
  publishedOn: string;

  @Column('timestamptz', { name: 'retracted_at', nullable: true })
  retractedAt: Date | null;
}
