import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { hashPassword } from '../data/password-hasher.js';
import { RoleAssignmentRepository } from '../data/role-assignment.repository.js';
import { AccountStatus } from '../domain/account-status.js';
import { normalizeLoginName } from '../domain/login-name.js';
import type { Role } from '../domain/roles.js';
import { accountEvent } from './identity-events.js';
import { requireStrength } from './password.service.js';
import { roleEvent } from './roles.service.js';

/** Somebody who is to administer before there is anybody who could appoint them. */
export interface FirstAdministrator {
  readonly staffId: string;
  readonly institutionId: string;
  readonly role: Role;
  readonly loginName: string;
  /** Has to be changed at the first sign-in. */
  readonly password: string;
}

/** How an installation gets the three people who appoint everybody else. */
@Injectable()
export class FirstAdministrators {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly roles: RoleAssignmentRepository,
  ) {}

  /** Gives somebody an account and a role, in the transaction that founds the alliance. @throws PasswordTooWeakError */
  async appoint(tx: Transaction, { staffId, institutionId, role, ...given }: FirstAdministrator): Promise<void> {
    const loginName = normalizeLoginName(given.loginName);
    requireStrength(given.password, loginName);
    const accountId = tx.newId();
    await this.accounts.insert(tx, {
      id: accountId,
      loginName,
      staffId,
      institutionId,
      status: AccountStatus.ACTIVE,
      passwordHash: await hashPassword(given.password),
      previousPasswordHashes: [],
      mustChangePassword: true,
      passwordChangedAt: tx.now,
      createdAt: tx.now,
      version: 1,
    });
    tx.publish(accountEvent('created', { id: accountId, version: 1 }));
    const period = { validFrom: tx.now, validTo: null };
    const assignment = { id: tx.newId(), staffId, role, institutionId, departmentId: null, ...period };
    await this.roles.insert(tx, assignment);
    tx.publish(roleEvent('assigned', assignment));
  }
}
