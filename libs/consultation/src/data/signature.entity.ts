import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A signature under a version, with what the words were. */
@Entity('consultation_signatures')
@Unique('uq_consultation_signatures_position', ['opinionId', 'position'])
export class SignatureEntity {
  @ForeignKey('OpinionEntity', { name: 'fk_consultation_signatures_opinion' })
  @PrimaryColumn('uuid', { name: 'opinion_id', primaryKeyConstraintName: 'pk_consultation_signatures' })
  opinionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_consultation_signatures_staff' })
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'pk_consultation_signatures' })
  staffId: string;

  @Column('integer')
  position: number;

  @Column('text', { name: 'content_hash' })
  contentHash: string;

  @Column('timestamptz', { name: 'signed_at' })
  signedAt: Date;
}
