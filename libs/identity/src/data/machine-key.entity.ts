import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One key of a machine account; several at a time, so that they can be changed without a pause. */
@Entity('machine_keys')
@Unique('uq_machine_keys_prefix', ['prefix'])
@Index('ix_machine_keys_machine', ['machineAccountId', 'id'])
@Check('ck_machine_keys_secret_hash', 'octet_length(secret_hash) = 32')
@Check('ck_machine_keys_expires_at', 'expires_at > created_at')
export class MachineKeyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_machine_keys' })
  id: string;

  @Column('uuid', { name: 'machine_account_id' })
  @ForeignKey('MachineAccountEntity', { name: 'fk_machine_keys_machine' })
  machineAccountId: string;

  /** What the key is found by, and told by in lists. */
  @Column('text')
  prefix: string;

  /** SHA-256. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_account_id' })
  @ForeignKey('AccountEntity', { name: 'fk_machine_keys_created_by' })
  createdByAccountId: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** To the minute. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
