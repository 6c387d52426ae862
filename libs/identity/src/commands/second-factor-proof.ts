import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '#kernel';
import { UnitOfWork, type ActorContext, type Transaction } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import type { SecondFactorEntity } from '../data/second-factor.entity.js';
import { SecondFactorFailedError } from '../domain/errors.js';
import { Reauthentication } from './reauthentication.js';
import { SecondFactorCodes } from './second-factor-codes.js';
import { SignInAttempts } from './sign-in-attempts.js';

/** How somebody who is signed in proves again who they are; every attempt counts like one to sign in. */
@Injectable()
export class SecondFactorProof {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly attempts: SignInAttempts,
    private readonly reauthentication: Reauthentication,
    private readonly codes: SecondFactorCodes,
  ) {}

  /** @throws CurrentPasswordWrongError where this is not the password of the actor's account */
  byPassword(actor: ActorContext, password: string): Promise<StoredAccount> {
    return this.reauthentication.prove(actor, password);
  }

  /** Work that looks at a code: where the code is wrong, the attempt counts as a failure. */
  async counted<T>(actor: ActorContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const account = await this.own(actor);
    const attempt = await this.attempts.admit(account.loginName, actor.origin);
    try {
      const result = await this.unitOfWork.run(actor, work);
      await this.attempts.succeed(attempt, account, true);
      return result;
    } catch (error) {
      if (error instanceof SecondFactorFailedError) await this.attempts.fail(attempt, account);
      else await this.attempts.succeed(attempt, account, false);
      throw error;
    }
  }

  step(factor: SecondFactorEntity, code: string, now: Date): number | null {
    return this.codes.step(factor, code, now);
  }

  use(tx: Transaction, accountId: string, code: string): Promise<boolean> {
    return this.codes.use(tx, accountId, code);
  }

  private async own({ accountId }: ActorContext): Promise<StoredAccount> {
    const account = await this.accounts.findById(accountId);
    if (!account) throw new UnauthenticatedError();
    return account;
  }
}
