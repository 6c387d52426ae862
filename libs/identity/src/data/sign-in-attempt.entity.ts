import { ShortLivedHash } from '#platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * How an attempt ended. STARTED: not yet, or cut off. FORGIVEN: failed before a success, so it no longer counts against
 * the login name. REFUSED: the login name was locked, the password was not looked at.
 */
export type SignInOutcome = 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'FORGIVEN' | 'REFUSED';

/** An attempt to prove a password, at sign-in or when it is changed. */
@Entity('sign_in_attempts')
@Index('ix_sign_in_attempts_login', ['loginKey', 'occurredAt'])
@Index('ix_sign_in_attempts_address', ['address', 'occurredAt'])
@Check('ck_sign_in_attempts_outcome', `outcome IN ('STARTED', 'SUCCEEDED', 'FAILED', 'FORGIVEN', 'REFUSED')`)
export class SignInAttemptEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in_attempts' })
  id: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** Keyed hash of the login name: people type passwords into the wrong field. */
  @ShortLivedHash('occurredAt')
  @Column('text', { name: 'login_key' })
  loginKey: string;

  @Column('uuid', { name: 'account_id', nullable: true })
  @ForeignKey('AccountEntity', { name: 'fk_sign_in_attempts_account' })
  accountId: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text')
  outcome: SignInOutcome;
}
