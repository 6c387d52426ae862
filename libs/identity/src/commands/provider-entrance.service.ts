import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel';
import { CLOCK, UnitOfWork, type RequestOrigin } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { hashBrowserKey } from '../data/browser-key.js';
import { ProviderSignInRepository } from '../data/provider-sign-in.repository.js';
import { hashSessionToken } from '../data/session-token.js';
import { AccountStatus } from '../domain/account-status.js';
import { ProviderFailure, ProviderSignInFailedError } from '../domain/errors.js';
import { accountActor } from './account-actor.js';
import { SignInService, type SignInStep } from './sign-in.service.js';

/** What a browser brings that has come back from the provider. */
export interface BroughtCode {
  readonly code: string;
  readonly browserKey: string | null;
  readonly device: string | null;
}

/** The last step of signing in at the provider: the code for a session. */
@Injectable()
export class ProviderEntranceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signIns: ProviderSignInRepository,
    private readonly accounts: AccountRepository,
    private readonly signIn: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a session for whoever brings a code from the browser that was given it; where the account has a second factor
   * that the provider has not asked for, asks for that.
   *
   * @throws ProviderSignInFailedError
   */
  async enter({ code, browserKey, device }: BroughtCode, origin: RequestOrigin): Promise<SignInStep> {
    const answer =
      browserKey &&
      (await this.signIns.findAnswered(hashSessionToken(code), hashBrowserKey(browserKey), this.clock.now()));
    const known = answer ? await this.accounts.findById(answer.accountId) : null;
    if (!answer || !known) throw new ProviderSignInFailedError(ProviderFailure.Request);
    return this.unitOfWork.run(accountActor(known, origin), async (tx) => {
      const account = await this.accounts.lock(tx, answer.accountId);
      const unchanged = account?.status === AccountStatus.ACTIVE && account.version === answer.accountVersion;
      if (!unchanged || !(await this.signIns.useCode(tx, answer.id))) {
        throw new ProviderSignInFailedError(ProviderFailure.Request, answer.accountId);
      }
      return this.signIn.enter(tx, account, { device, isProven: answer.isProven, byProvider: true });
    });
  }
}
