import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountStatus } from '../domain/account-status.js';

/** How one staff member signs in. */
@Entity('accounts')
@Unique('uq_accounts_login_name', ['loginName'])
@Unique('uq_accounts_staff', ['staffId'])
@Index('ix_accounts_institution', ['institutionId', 'loginName'])
@Check('ck_accounts_login_name', `login_name ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'`)
@Check('ck_accounts_status', `status IN ('ACTIVE', 'DISABLED')`)
@Check('ck_accounts_password_hash', `password_hash LIKE '$argon2id$%'`)
export class AccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_accounts' })
  id: string;

  /** In its normalised form: lower case. */
  @Column('text', { name: 'login_name' })
  loginName: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey('StaffEntity', { name: 'fk_accounts_staff' })
  staffId: string;

  /** Whose security administrator manages the account. */
  @Column('uuid', { name: 'institution_id' })
  @ForeignKey('InstitutionEntity', { name: 'fk_accounts_institution' })
  institutionId: string;

  @Column('text')
  status: AccountStatus;

  /** argon2id in PHC form: algorithm and parameters stand in it. */
  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  /** Newest first; a new password must differ from them. */
  @Column('text', { name: 'previous_password_hashes', array: true })
  previousPasswordHashes: string[];

  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword: boolean;

  @Column('timestamptz', { name: 'password_changed_at' })
  passwordChangedAt: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('int')
  version: number;
}
