import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow, UuidPipe, type ActorContext } from '#platform';
import { LeavingService } from '../commands/leaving.service.js';
import { Permission } from '../domain/permissions.js';
import { AccountsQuery } from '../queries/accounts.query.js';
import { HoldingsQuery } from '../queries/holdings.js';
import { AccountType } from './account.types.js';
import { HoldingType, RecordLeavingInput } from './leaving.types.js';

/** People who leave, and what they leave behind. */
@Resolver()
export class LeavingResolver {
  constructor(
    private readonly leaving: LeavingService,
    private readonly holdings: HoldingsQuery,
    private readonly accounts: AccountsQuery,
  ) {}

  @Allow(Permission.ManageAccounts)
  @Query(() => [HoldingType], {
    description: 'What the person of an account still has to do at the institution, at most 200 of each kind. 未了工作',
  })
  accountHoldings(
    @Args('id', { type: () => ID, description: 'Id of the account. 账号编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
  ): Promise<HoldingType[]> {
    return this.holdings.list(actor, id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, {
    description:
      'End account, sessions, delegations and roles of somebody who leaves, and hand over what they still had to do. 人员离岗',
  })
  async recordLeaving(@Args('input') input: RecordLeavingInput, @Actor() actor: ActorContext): Promise<AccountType> {
    await this.leaving.leave(actor, input);
    return this.accounts.getAccount(actor, input.id);
  }
}
