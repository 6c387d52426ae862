import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Actor, Allow, type ActorContext } from '#platform';
import { ProviderIdentityService } from '../commands/provider-identity.service.js';
import { Permission } from '../domain/permissions.js';
import { AccountsQuery } from '../queries/accounts.query.js';
import { AccountChangeInput, AccountType } from './account.types.js';
import { LinkProviderIdentityInput } from './provider-sign-in.types.js';

/** Who people are at the OpenID provider. */
@Resolver()
export class ProviderIdentityResolver {
  constructor(
    private readonly identities: ProviderIdentityService,
    private readonly accounts: AccountsQuery,
  ) {}

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, {
    description:
      'Say who the owner of an account is at the OpenID provider, so that they can sign in there. 绑定统一认证身份',
  })
  async linkProviderIdentity(
    @Args('input') input: LinkProviderIdentityInput,
    @Actor() actor: ActorContext,
  ): Promise<AccountType> {
    await this.identities.link(actor, input, input.subject);
    return this.accounts.getAccount(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, {
    description: 'End that somebody signs in at the OpenID provider, and their sessions. 解除统一认证绑定',
  })
  async unlinkProviderIdentity(
    @Args('input') input: AccountChangeInput,
    @Actor() actor: ActorContext,
  ): Promise<AccountType> {
    await this.identities.unlink(actor, input);
    return this.accounts.getAccount(actor, input.id);
  }
}
