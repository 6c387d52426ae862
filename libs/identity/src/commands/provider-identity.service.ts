import { Injectable } from '@nestjs/common';
import { UnitOfWork, violatedConstraint, type ActorContext } from '#platform';
import { AccountRepository } from '../data/account.repository.js';
import { ProviderIdentityRepository } from '../data/provider-identity.repository.js';
import { SignInProvider } from '../data/sign-in-provider.js';
import { ProviderIdentityRefusedError, ProviderIdentityRule } from '../domain/errors.js';
import { AccountEnding } from './account-ending.js';
import { lockForeign, requireVersion, type AccountChange } from './foreign-account.js';
import { accountEvent } from './identity-events.js';

/** Who the people of an institution are at the provider, as its security administrator says. */
@Injectable()
export class ProviderIdentityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly identities: ProviderIdentityRepository,
    private readonly provider: SignInProvider,
    private readonly ending: AccountEnding,
  ) {}

  /**
   * Lets whoever the provider calls by this subject sign in with somebody else's account, and nobody else there.
   *
   * @throws OwnAccountError, StaleVersionError
   * @throws ProviderIdentityRefusedError where another account has the subject, or no provider is set up
   */
  async link(actor: ActorContext, change: AccountChange, subject: string): Promise<void> {
    try {
      await this.unitOfWork.run(actor, async (tx) => {
        const account = await lockForeign(this.accounts, tx, change.id);
        const { issuer } = this.provider;
        if (issuer === null) throw new ProviderIdentityRefusedError(ProviderIdentityRule.NoProvider);
        const known = await this.identities.find(tx, account.id);
        if (known?.issuer === issuer && known.subject === subject) return;
        requireVersion(account, change);
        await this.identities.save(tx, { accountId: account.id, issuer, subject });
        const version = await this.accounts.update(tx, account, {});
        tx.publish(accountEvent('provider-linked', { id: account.id, version }));
        if (known) await this.ending.revokeSessions(tx, account.id);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_provider_identities_subject') throw error;
      throw new ProviderIdentityRefusedError(ProviderIdentityRule.SubjectTaken);
    }
  }

  /** Ends that, and the sessions of the account. @throws OwnAccountError, StaleVersionError */
  async unlink(actor: ActorContext, change: AccountChange): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const account = await lockForeign(this.accounts, tx, change.id);
      if (!(await this.identities.find(tx, account.id))) return;
      requireVersion(account, change);
      await this.identities.remove(tx, account.id);
      const version = await this.accounts.update(tx, account, {});
      tx.publish(accountEvent('provider-unlinked', { id: account.id, version }));
      await this.ending.revokeSessions(tx, account.id);
    });
  }
}
