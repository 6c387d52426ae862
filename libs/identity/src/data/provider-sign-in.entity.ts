import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * Somebody has gone to the provider to sign in; once they are back, who they are, and what their browser exchanges for a
 * session. State, browser and code stand here as SHA-256 alone.
 */
@Entity('provider_sign_ins')
@Unique('uq_provider_sign_ins_state_hash', ['stateHash'])
@Unique('uq_provider_sign_ins_code_hash', ['codeHash'])
@Index('ix_provider_sign_ins_address', ['address', 'createdAt'])
@Index('ix_provider_sign_ins_expires_at', ['expiresAt'])
@Check(
  'ck_provider_sign_ins_hashes',
  `octet_length(state_hash) = 32 AND octet_length(browser_hash) = 32
   AND (code_hash IS NULL OR octet_length(code_hash) = 32)`,
)
@Check(
  'ck_provider_sign_ins_answered',
  `num_nonnulls(account_id, account_version, is_proven, code_hash, code_expires_at) IN (0, 5)
   AND (account_id IS NULL OR used_at IS NOT NULL)`,
)
@Check('ck_provider_sign_ins_code_used', 'code_used_at IS NULL OR code_hash IS NOT NULL')
export class ProviderSignInEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_provider_sign_ins' })
  id: string;

  @Column('bytea', { name: 'state_hash' })
  stateHash: Buffer;

  /** Of what the cookie of the browser holds that began it. */
  @Column('bytea', { name: 'browser_hash' })
  browserHash: Buffer;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** When the provider sent the browser back. */
  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  @Column('uuid', { name: 'account_id', nullable: true })
  @ForeignKey('AccountEntity', { name: 'fk_provider_sign_ins_account' })
  accountId: string | null;

  /** What the account was then; whatever has changed since makes the code worthless. */
  @Column('int', { name: 'account_version', nullable: true })
  accountVersion: number | null;

  /** Whether the provider has asked for a second factor. */
  @Column('boolean', { name: 'is_proven', nullable: true })
  isProven: boolean | null;

  @Column('bytea', { name: 'code_hash', nullable: true })
  codeHash: Buffer | null;

  @Column('timestamptz', { name: 'code_expires_at', nullable: true })
  codeExpiresAt: Date | null;

  @Column('timestamptz', { name: 'code_used_at', nullable: true })
  codeUsedAt: Date | null;
}
