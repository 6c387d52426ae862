import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What somebody has signed, word for word. */
@Entity('imaging_report_signatures')
@Index('uq_imaging_report_signatures_person', ['reportId', 'round', 'staffId'], { unique: true })
@Check('ck_imaging_report_signatures_position', `position IN (1, 2) AND round > 0`)
export class ReportSignatureEntity {
  @ForeignKey('ImagingReportEntity', { name: 'fk_imaging_report_signatures_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'pk_imaging_report_signatures' })
  reportId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_imaging_report_signatures' })
  round: number;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_imaging_report_signatures' })
  position: number;

  @ForeignKey('StaffEntity', { name: 'fk_imaging_report_signatures_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('timestamptz', { name: 'signed_at' })
  signedAt: Date;

  @Column('text')
  digest: string;

  @Column('jsonb')
  content: unknown;
}
