import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What somebody has shown to be able to read, for as long as it is valid. */
@Entity('reader_certificates')
@Check('ck_reader_certificates_period', 'valid_to >= valid_from')
export class ReaderCertificateEntity {
  @ForeignKey('StaffEntity', { name: 'fk_reader_certificates_staff' })
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'pk_reader_certificates' })
  staffId: string;

  @PrimaryColumn('text', { name: 'certificate_code', primaryKeyConstraintName: 'pk_reader_certificates' })
  certificateCode: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  /** The last day. */
  @Column('date', { name: 'valid_to' })
  validTo: string;
}
