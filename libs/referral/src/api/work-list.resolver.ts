import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { WorkListQueries, type WorkListCount } from '../queries/work-list.queries.js';
import { Referral, ReferralConnection } from './referral.types.js';
import { ReferralWorkListArgs, ReferralWorkListCount } from './work-list.types.js';

@Resolver()
export class WorkListResolver {
  constructor(private readonly lists: WorkListQueries) {}

  @Allow(Permission.ReadReferral)
  @Query(() => ReferralConnection, {
    description: 'One of the lists by which the caller works, in the order in which it is worked. 转诊工作列表',
  })
  referralWorkList(
    @Args() args: ReferralWorkListArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Referral>> {
    return this.lists.list(actor, args, selection);
  }

  @Allow(Permission.ReadReferral)
  @Query(() => [ReferralWorkListCount], { description: 'The lists of the caller and how long they are. 工作列表数量' })
  referralWorkListCounts(@Actor() actor: ActorContext): Promise<WorkListCount[]> {
    return this.lists.counts(actor);
  }
}
