import { Sealed } from '#platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { REFERRAL_ATTACHMENTS } from './attachment-table.js';

/** A file that belongs to a clinical package: an image, a report, a scan. One that was carried along belongs to several. */
@Entity('referral_attachments')
@Index('uq_referral_attachments_file_package', ['fileId', 'packageId'], { unique: true })
@Index('ix_referral_attachments_package', ['packageId'])
export class AttachmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_attachments' })
  id: string;

  @ForeignKey('ClinicalPackageEntity', { name: 'fk_referral_attachments_package' })
  @Column('uuid', { name: 'package_id' })
  packageId: string;

  @ForeignKey('StoredFileEntity', { name: 'fk_referral_attachments_file' })
  @Column('uuid', { name: 'file_id' })
  fileId: string;

  @Sealed(REFERRAL_ATTACHMENTS.nameContext)
  @Column('text', { name: 'name_ciphertext' })
  nameCiphertext: string;

  @ForeignKey('StaffEntity', { name: 'fk_referral_attachments_staff' })
  @Column('uuid', { name: 'attached_by_staff_id' })
  attachedByStaffId: string;

  @Column('timestamptz', { name: 'attached_at' })
  attachedAt: Date;
}
