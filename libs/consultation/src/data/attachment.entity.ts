import { Sealed } from '#platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CONSULTATION_ATTACHMENTS } from './attachment-table.js';

/** A file of a case. */
@Entity('consultation_attachments')
@Unique('uq_consultation_attachments_file', ['fileId'])
@Index('ix_consultation_attachments_consultation', ['consultationId'])
export class ConsultationAttachmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_consultation_attachments' })
  id: string;

  @ForeignKey('ConsultationEntity', { name: 'fk_consultation_attachments_consultation' })
  @Column('uuid', { name: 'consultation_id' })
  consultationId: string;

  @ForeignKey('StoredFileEntity', { name: 'fk_consultation_attachments_file' })
  @Column('uuid', { name: 'file_id' })
  fileId: string;

  @Sealed(CONSULTATION_ATTACHMENTS.nameContext)
  @Column('text', { name: 'name_ciphertext' })
  nameCiphertext: string;

  @ForeignKey('StaffEntity', { name: 'fk_consultation_attachments_staff' })
  @Column('uuid', { name: 'attached_by_staff_id' })
  attachedByStaffId: string;

  @Column('timestamptz', { name: 'attached_at' })
  attachedAt: Date;
}
