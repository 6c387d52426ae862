import { Injectable } from '@nestjs/common';
import { StaleVersionError, UnauthenticatedError } from '#kernel';
import { UnitOfWork, type ActorContext } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { PasswordHasher } from '../data/password-hasher.js';
import { SessionRepository } from '../data/session.repository.js';
import { CurrentPasswordWrongError, PasswordReusedError, PasswordTooWeakError } from '../domain/errors.js';
import { accountEvent, sessionRevoked } from './identity-events.js';
import { REMEMBERED_PASSWORDS, brokenPasswordRule } from '../domain/password-rules.js';
import { PasswordVerification } from './password-verification.js';

/** How people change their own password. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly verification: PasswordVerification,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Changes the actor's password and ends their other sessions.
   *
   * @throws PasswordTooWeakError naming the rule
   * @throws CurrentPasswordWrongError which counts like a failed sign-in
   * @throws PasswordReusedError for one of the last five
   */
  async change(actor: ActorContext, current: string, wanted: string): Promise<void> {
    const account = await this.accounts.findById(actor.accountId);
    if (!account) throw new UnauthenticatedError();
    requireStrength(wanted, account.loginName);
    const { account: verified } = await this.verification.verify(account.loginName, current, actor.origin);
    if (!verified) throw new CurrentPasswordWrongError();
    await this.requireUnused(verified, wanted);
    const passwordHash = await this.hasher.hash(wanted);
    await this.unitOfWork.run(actor, async (tx) => {
      const locked = await this.accounts.lock(tx, verified.id);
      if (locked?.passwordHash !== verified.passwordHash) {
        throw new StaleVersionError(verified.version, locked?.version ?? verified.version);
      }
      const version = await this.accounts.update(tx, locked, {
        passwordHash,
        previousPasswordHashes: rememberedHashes(locked),
        passwordChangedAt: tx.now,
        mustChangePassword: false,
      });
      tx.publish(accountEvent('password-changed', { id: locked.id, version }));
      const ended = await this.sessions.revokeAll(tx, locked.id, actor.sessionId);
      ended.forEach((id) => tx.publish(sessionRevoked(id, locked.id)));
    });
  }

  private async requireUnused(account: StoredAccount, wanted: string): Promise<void> {
    for (const used of [account.passwordHash, ...account.previousPasswordHashes]) {
      if (await this.hasher.verify(used, wanted)) throw new PasswordReusedError(REMEMBERED_PASSWORDS);
    }
  }
}

/** @throws PasswordTooWeakError naming the rule that the password breaks */
export function requireStrength(password: string, loginName: string): void {
  const broken = brokenPasswordRule(password, loginName);
  if (broken) throw new PasswordTooWeakError(broken);
}

/** What is remembered once the current password is a former one; with the new one it makes {@link REMEMBERED_PASSWORDS}. */
export function rememberedHashes({ passwordHash, previousPasswordHashes }: StoredAccount): string[] {
  return [passwordHash, ...previousPasswordHashes].slice(0, REMEMBERED_PASSWORDS - 1);
}
