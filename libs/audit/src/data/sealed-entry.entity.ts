import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Which seal covers an audit entry, and the hash of the entry as it was then. */
@Entity('audit_sealed_entries')
@Unique('uq_audit_sealed_entries_position', ['sealNumber', 'position'])
export class SealedEntryEntity {
  @PrimaryColumn('timestamptz', { name: 'occurred_at', primaryKeyConstraintName: 'pk_audit_sealed_entries' })
  occurredAt: Date;

  @PrimaryColumn('uuid', { name: 'entry_id', primaryKeyConstraintName: 'pk_audit_sealed_entries' })
  entryId: string;

  @Column('bigint', { name: 'seal_number' })
  sealNumber: string;

  /** From 1 within the seal. */
  @Column('integer')
  position: number;

  /** SHA-256 of the canonical form. */
  @Column('bytea')
  hash: Buffer;
}
