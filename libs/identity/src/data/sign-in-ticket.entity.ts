import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody has proven the password of an account and has to prove a second factor: good for that alone, once, and not for long. */
@Entity('sign_in_tickets')
@Unique('uq_sign_in_tickets_token_hash', ['tokenHash'])
@Index('ix_sign_in_tickets_expires_at', ['expiresAt'])
@Check('ck_sign_in_tickets_token_hash', 'octet_length(token_hash) = 32')
export class SignInTicketEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in_tickets' })
  id: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('AccountEntity', { name: 'fk_sign_in_tickets_account' })
  accountId: string;

  /** What the account was when its password was proven; whatever has changed since makes the ticket worthless. */
  @Column('int', { name: 'account_version' })
  accountVersion: number;

  /** Whether the provider has said who they are, instead of a password. */
  @Column('boolean', { name: 'by_provider', default: false })
  byProvider: boolean;

  /** SHA-256. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
