import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One sign-in on one device, until it ends. Only a hash of its token is kept. */
@Entity('sessions')
@Unique('uq_sessions_token_hash', ['tokenHash'])
@Index('ix_sessions_account', ['accountId', 'createdAt'])
@Check('ck_sessions_token_hash', 'octet_length(token_hash) = 32')
@Check('ck_sessions_expires_at', 'expires_at > created_at')
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sessions' })
  id: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('AccountEntity', { name: 'fk_sessions_account' })
  accountId: string;

  /** Where the person acts in this session. */
  @Column('uuid', { name: 'institution_id' })
  @ForeignKey('InstitutionEntity', { name: 'fk_sessions_institution' })
  institutionId: string;

  /** In whose name the person acts in this session; null for their own. */
  @Column('uuid', { name: 'delegation_id', nullable: true })
  @ForeignKey('DelegationEntity', { name: 'fk_sessions_delegation' })
  delegationId: string | null;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** Whether the provider has said who they are; no password of ours is then to be changed first. */
  @Column('boolean', { name: 'by_provider', default: false })
  byProvider: boolean;

  /** When the person proved a second factor in this session; null where they did not. */
  @Column('timestamptz', { name: 'second_factor_at', nullable: true })
  secondFactorAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Of the last request, to the minute. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  /** The end that no activity postpones. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column('text', { nullable: true })
  address: string | null;

  /** The user agent, shortened. */
  @Column('text', { nullable: true })
  device: string | null;
}
