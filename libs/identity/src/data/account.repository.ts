import { Injectable } from '@nestjs/common';
import { Database, statement, type Transaction } from '#platform';
import { isActiveThere } from './delegated-roles.js';
import { AccountEntity } from './account.entity.js';

/** What is known of an account where passwords are concerned. */
export type StoredAccount = Pick<
  AccountEntity,
  | 'id'
  | 'loginName'
  | 'staffId'
  | 'institutionId'
  | 'status'
  | 'passwordHash'
  | 'previousPasswordHashes'
  | 'mustChangePassword'
  | 'passwordChangedAt'
  | 'version'
> & {
  /** Whether signing in asks for a second factor. */
  readonly hasSecondFactor: boolean;
};

const COLUMNS = `id, login_name AS "loginName", staff_id AS "staffId", institution_id AS "institutionId", status,
  password_hash AS "passwordHash", previous_password_hashes AS "previousPasswordHashes",
  must_change_password AS "mustChangePassword", password_changed_at AS "passwordChangedAt", version,
  EXISTS (SELECT 1 FROM second_factors f WHERE f.account_id = accounts.id AND f.confirmed_at IS NOT NULL)
    AS "hasSecondFactor"`;
const BY_LOGIN_NAME = statement('account.by-login-name', `SELECT ${COLUMNS} FROM accounts WHERE login_name = $1`);
const BY_ID = statement('account.by-id', `SELECT ${COLUMNS} FROM accounts WHERE id = $1`);
const BY_SUBJECT = statement(
  'account.by-subject',
  `SELECT ${COLUMNS} FROM accounts
   WHERE id = (SELECT i.account_id FROM provider_identities i WHERE i.issuer = $1 AND i.subject = $2)`,
);
const LOCK = statement('account.lock', `SELECT ${COLUMNS} FROM accounts WHERE id = $1 FOR UPDATE`);
// Two accounts, or two roles, of one person are decided one after the other.
const LOCK_STAFF = statement(
  'account.lock-staff',
  'SELECT institution_id AS "institutionId" FROM staff WHERE id = $1 AND active FOR NO KEY UPDATE',
);

const ACTIVE_AT = statement('account.active-at', `SELECT 1 WHERE ${isActiveThere('$1::uuid', '$2::uuid', '$3')}`);

@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  /** @param loginName in its normalised form */
  findByLoginName(loginName: string): Promise<StoredAccount | null> {
    return this.database.first<StoredAccount>(BY_LOGIN_NAME, [loginName]);
  }

  findById(id: string): Promise<StoredAccount | null> {
    return this.database.first<StoredAccount>(BY_ID, [id]);
  }

  /** Whose account the person is linked to that the provider calls so. */
  findBySubject(issuer: string, subject: string): Promise<StoredAccount | null> {
    return this.database.first<StoredAccount>(BY_SUBJECT, [issuer, subject]);
  }

  /** Reads the account and keeps others from changing it, or from opening sessions on it, until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<StoredAccount | null> {
    return tx.first<StoredAccount>(LOCK, [id]);
  }

  /** Where an active staff member works; locked until the transaction ends. */
  lockStaff(tx: Transaction, staffId: string): Promise<{ institutionId: string } | null> {
    return tx.first<{ institutionId: string }>(LOCK_STAFF, [staffId]);
  }

  /** Whether somebody can sign in and works, or holds a role, at the institution. */
  async isActiveAt(tx: Transaction, staffId: string, institutionId: string): Promise<boolean> {
    return (await tx.first(ACTIVE_AT, [staffId, institutionId, tx.now])) !== null;
  }

  async insert(tx: Transaction, account: AccountEntity): Promise<void> {
    await tx.manager.insert(AccountEntity, account);
  }

  /** Saves changes to a locked account. @returns its new version */
  async update(tx: Transaction, account: StoredAccount, changes: Partial<AccountEntity>): Promise<number> {
    const version = account.version + 1;
    await tx.manager.update(AccountEntity, { id: account.id }, { ...changes, version });
    return version;
  }
}
