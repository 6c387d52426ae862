import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One link of the chain over the audit trail: a batch of entries, sealed with a keyed hash. */
@Entity('audit_seals')
@Check('ck_audit_seals_number', 'number > 0')
export class AuditSealEntity {
  /** Consecutive from 1. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'pk_audit_seals' })
  number: string;

  @Column('text', { name: 'key_id' })
  keyId: string;

  /** Hash of the seal before; null for the first. */
  @Column('text', { name: 'previous_hash', nullable: true })
  previousHash: string | null;

  @Column('timestamptz', { name: 'sealed_at' })
  sealedAt: Date;

  /** When this seal was made, everything before this instant had a seal already; null while nothing was known. */
  @Column('timestamptz', { name: 'complete_before', nullable: true })
  completeBefore: Date | null;

  @Column('integer', { name: 'entry_count' })
  entryCount: number;

  /** SHA-256 over the hashes of the entries by their positions, base64url. */
  @Column('text', { name: 'entries_digest' })
  entriesDigest: string;

  /** SHA-256 over everything above, base64url. */
  @Column('text')
  hash: string;

  /** HMAC-SHA-256 over the hash, base64url. */
  @Column('text')
  mac: string;
}
