import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import { UnitOfWork, claimRequest, violatedConstraint, type ActorContext, type Transaction } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { firstPassword } from '../data/first-password.js';
import { PasswordHasher } from '../data/password-hasher.js';
import { RoleAssignmentRepository } from '../data/role-assignment.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { LastSecurityAdminError, LoginNameTakenError, StaffHasAccountError } from '../domain/errors.js';
import { administers } from './administration-scope.js';
import { AccountEnding } from './account-ending.js';
import { lockForeign, requireVersion, type AccountChange } from './foreign-account.js';
import { accountEvent } from './identity-events.js';
import { normalizeLoginName } from '../domain/login-name.js';
import { rememberedHashes, requireStrength } from './password.service.js';

export interface NewAccount {
  readonly idempotencyKey: string;
  readonly staffId: string;
  readonly loginName: string;
  readonly initialPassword: string;
}

/** An account whose first password is known as a hash alone. */
export interface NewHashedAccount {
  readonly staffId: string;
  readonly loginName: string;
  readonly passwordHash: string;
}

/** What the security administrator of an institution does with the accounts of its people. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly roles: RoleAssignmentRepository,
    private readonly hasher: PasswordHasher,
    private readonly ending: AccountEnding,
  ) {}

  /**
   * Gives a staff member of the actor's institution an account whose password has to be changed at first sign-in.
   *
   * @returns its id
   * @throws LoginNameTakenError, StaffHasAccountError, PasswordTooWeakError
   */
  async create(actor: ActorContext, request: NewAccount): Promise<string> {
    const { idempotencyKey, staffId } = request;
    const loginName = normalizeLoginName(request.loginName);
    requireStrength(request.initialPassword, loginName);
    const passwordHash = await this.hasher.hash(request.initialPassword);
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        // The password stays out: what is remembered of the request is an unsalted hash.
        const repeatable = { idempotencyKey, staffId, loginName };
        const claim = await claimRequest(tx, 'createAccount', repeatable, tx.newId());
        if (claim.fresh) await this.insert(tx, { id: claim.aggregateId, staffId, loginName, passwordHash });
        return claim.aggregateId;
      });
    } catch (error) {
      throw takenBy(error);
    }
  }

  /** Ends an account, all its sessions, and what the person may do for others or others for them, at once. @throws OwnAccountError, LastSecurityAdminError, StaleVersionError */
  async disable(actor: ActorContext, change: AccountChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const securityAdmins = await this.roles.lockSecurityAdmins(tx, actor.institutionId);
      const account = await lockForeign(this.accounts, tx, change.id);
      if (securityAdmins.join() === account.staffId) throw new LastSecurityAdminError();
      if (account.status === AccountStatus.DISABLED) return;
      requireVersion(account, change);
      await this.ending.end(tx, account);
    });
  }

  /** Lets somebody sign in again. @throws OwnAccountError, StaleVersionError */
  async enable(actor: ActorContext, change: AccountChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const account = await lockForeign(this.accounts, tx, change.id);
      if (account.status === AccountStatus.ACTIVE) return;
      requireVersion(account, change);
      const version = await this.accounts.update(tx, account, { status: AccountStatus.ACTIVE });
      tx.publish(accountEvent('enabled', { id: account.id, version }));
    });
  }

  /**
   * Gives somebody who forgot their password a new one, which has to be changed at the next sign-in.
   *
   * @throws OwnAccountError, PasswordTooWeakError, StaleVersionError
   */
  async resetPassword(actor: ActorContext, change: AccountChange, password: string): Promise<void> {
    const found = await this.accounts.findById(change.id);
    if (found?.institutionId !== actor.institutionId) throw new NotFoundError('Account', change.id);
    requireStrength(password, found.loginName);
    const passwordHash = await this.hasher.hash(password);
    await this.unitOfWork.run(actor, async (tx) => {
      const account = await lockForeign(this.accounts, tx, change.id);
      requireVersion(account, change);
      const version = await this.accounts.update(tx, account, {
        passwordHash,
        previousPasswordHashes: rememberedHashes(account),
        passwordChangedAt: tx.now,
        mustChangePassword: true,
      });
      tx.publish(accountEvent('password-reset', { id: account.id, version }));
      await this.ending.revokeSessions(tx, account.id);
    });
  }

  /**
   * The same within a transaction, for a password that was hashed beforehand; whether login name and staff member are
   * free is for the caller to look at.
   *
   * @throws NotFoundError
   */
  async createIn(tx: Transaction, { loginName, ...account }: NewHashedAccount): Promise<void> {
    await this.insert(tx, { ...account, id: tx.newId(), loginName: normalizeLoginName(loginName) });
  }

  /** A password to be handed out once, and its hash. @throws RateLimitedError while too many wait for theirs */
  async firstPassword(): Promise<{ readonly password: string; readonly passwordHash: string }> {
    const password = firstPassword();
    return { password, passwordHash: await this.hasher.hash(password) };
  }

  private async insert(tx: Transaction, account: NewHashedAccount & { readonly id: string }): Promise<void> {
    const staff = await this.accounts.lockStaff(tx, account.staffId);
    if (!staff || !administers(tx.actor, staff.institutionId)) throw new NotFoundError('Staff', account.staffId);
    await this.accounts.insert(tx, {
      ...account,
      institutionId: staff.institutionId,
      status: AccountStatus.ACTIVE,
      previousPasswordHashes: [],
      mustChangePassword: true,
      passwordChangedAt: tx.now,
      createdAt: tx.now,
      version: 1,
    });
    tx.publish(accountEvent('created', { id: account.id, version: 1 }));
  }
}

function takenBy(error: unknown): unknown {
  switch (violatedConstraint(error)) {
    case 'uq_accounts_login_name':
      return new LoginNameTakenError();
    case 'uq_accounts_staff':
      return new StaffHasAccountError();
    default:
      return error;
  }
}
