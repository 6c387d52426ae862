import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '#kernel';
import type { ActorContext } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { CurrentPasswordWrongError } from '../domain/errors.js';
import { PasswordVerification } from './password-verification.js';

/** How somebody who is signed in proves once more who they are: before they sign, and before what cannot be undone. */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly verification: PasswordVerification,
  ) {}

  /**
   * Outside any transaction, because a failure has to stay on record. A delegate proves who they are themselves.
   *
   * @param password of the account that is signed in
   * @returns that account
   * @throws CurrentPasswordWrongError which counts like a failed sign-in
   * @throws SignInLockedError, RateLimitedError after too many of them
   */
  async prove(actor: ActorContext, password: string): Promise<StoredAccount> {
    const account = await this.accounts.findById(actor.accountId);
    if (!account) throw new UnauthenticatedError();
    const verified = await this.verification.verify(account.loginName, password, actor.origin);
    if (!verified.account) throw new CurrentPasswordWrongError();
    return verified.account;
  }
}
