import { Injectable } from '@nestjs/common';
import { RateLimitedError, after, before } from '#kernel';
import { UnitOfWork, type RequestOrigin } from '#platform';
import { AccountRepository, type StoredAccount } from '../data/account.repository.js';
import { hashBrowserKey, proofsOf } from '../data/browser-key.js';
import { ProviderSignInRepository } from '../data/provider-sign-in.repository.js';
import { hashSessionToken, newSessionToken } from '../data/session-token.js';
import { SignInProvider, type ProvenIdentity } from '../data/sign-in-provider.js';
import { AccountStatus } from '../domain/account-status.js';
import { ProviderFailure, ProviderSignInFailedError } from '../domain/errors.js';
import { secondsUntil, signInLimits } from '../domain/sign-in-limits.js';
import { accountActor, doorkeeper } from './account-actor.js';
import { SignInAttempts } from './sign-in-attempts.js';

/** A browser on its way to the provider. */
export interface Departure {
  readonly address: URL;
  readonly expiresAt: Date;
}

/** The way to the provider and back. What the browser brings back is a code, which it exchanges for a session. */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: SignInProvider,
    private readonly signIns: ProviderSignInRepository,
    private readonly accounts: AccountRepository,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * @param browserKey what the browser keeps meanwhile
   * @throws RateLimitedError when too many of an address have gone there and not come back
   * @throws ProviderUnavailableError
   */
  async begin(browserKey: string, origin: RequestOrigin): Promise<Departure> {
    const state = newSessionToken();
    const expiresAt = await this.unitOfWork.run(doorkeeper(origin), async (tx) => {
      const since = before(tx.now, signInLimits.addressWindow);
      const recent = await this.signIns.countRecent(tx, origin.address, since);
      if (recent >= signInLimits.departuresPerAddress) {
        throw new RateLimitedError(secondsUntil(after(tx.now, signInLimits.addressWindow), tx.now));
      }
      const until = after(tx.now, signInLimits.atProvider);
      await this.signIns.insert(tx, {
        id: tx.newId(),
        stateHash: hashSessionToken(state),
        browserHash: hashBrowserKey(browserKey),
        address: origin.address,
        createdAt: tx.now,
        expiresAt: until,
      });
      return until;
    });
    return { address: await this.provider.addressFor({ state, ...proofsOf(browserKey, state) }), expiresAt };
  }

  /**
   * Takes somebody back whom the provider has sent. The sign-in is used up before the provider is asked anything.
   *
   * @param browserKey null where the browser holds none
   * @returns a code for this browser, good once and for a minute
   * @throws ProviderSignInFailedError alike for a subject that nobody has linked and for an account that is disabled
   * @throws ProviderUnavailableError
   * @throws SignInLockedError, RateLimitedError: as with passwords
   */
  async receive(browserKey: string | null, parameters: URLSearchParams, origin: RequestOrigin): Promise<string> {
    const [state, ...others] = parameters.getAll('state');
    if (!browserKey || !state || others.length > 0) throw new ProviderSignInFailedError(ProviderFailure.Request);
    const id = await this.unitOfWork.run(doorkeeper(origin), (tx) =>
      this.signIns.use(tx, hashSessionToken(state), hashBrowserKey(browserKey)),
    );
    if (id === null) throw new ProviderSignInFailedError(ProviderFailure.Request);
    const identity = await this.provider.identify(parameters, { state, ...proofsOf(browserKey, state) });
    return this.answer(id, identity, origin);
  }

  private async answer(id: string, identity: ProvenIdentity, origin: RequestOrigin): Promise<string> {
    const { issuer, subject, isProven } = identity;
    const account = await this.accounts.findBySubject(issuer, subject);
    // What cannot be a login name stands for a subject that nobody has.
    const attempt = await this.attempts.admit(account?.loginName ?? `${issuer} ${subject}`, origin);
    if (account?.status !== AccountStatus.ACTIVE) {
      await this.attempts.fail(attempt, account);
      throw new ProviderSignInFailedError(ProviderFailure.Account, account?.id);
    }
    const code = await this.remember(id, { account, isProven }, origin);
    await this.attempts.succeed(attempt, account, isProven || !account.hasSecondFactor);
    return code;
  }

  private remember(
    id: string,
    { account, isProven }: { readonly account: StoredAccount; readonly isProven: boolean },
    origin: RequestOrigin,
  ): Promise<string> {
    const code = newSessionToken();
    return this.unitOfWork.run(accountActor(account, origin), async (tx) => {
      await this.signIns.answer(tx, {
        id,
        accountId: account.id,
        accountVersion: account.version,
        isProven,
        codeHash: hashSessionToken(code),
        codeExpiresAt: after(tx.now, signInLimits.code),
      });
      return code;
    });
  }
}
