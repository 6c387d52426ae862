import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A code on paper for whoever has lost their device; it counts once. */
@Entity('recovery_codes')
@Unique('uq_recovery_codes_code_hash', ['accountId', 'codeHash'])
@Check('ck_recovery_codes_code_hash', 'octet_length(code_hash) = 32')
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recovery_codes' })
  id: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('AccountEntity', { name: 'fk_recovery_codes_account' })
  accountId: string;

  /** SHA-256 of 80 random bits. */
  @Column('bytea', { name: 'code_hash' })
  codeHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
