import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '#platform';
import { LinkedReferralsReader, type LinkedReferral } from '../queries/linked-referrals.reader.js';
import { ReferralLink } from './redirection.types.js';
import { Referral } from './referral.types.js';

/** What follows from a referral; drafts of the other side are not among it. */
@Resolver(() => Referral)
export class LinkedReferralsResolver {
  constructor(private readonly links: LinkedReferralsReader) {}

  @ResolveField(() => [ReferralLink], {
    description: 'Where it was redirected to, and what it goes on as. 转介后的转诊',
  })
  async children(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly LinkedReferral[]> {
    return (await loaders.of(this.links).load(id))?.children ?? [];
  }

  @ResolveField(() => [ReferralLink], { description: 'Down-referrals that answer it. 对应的下转' })
  async answeredBy(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly LinkedReferral[]> {
    return (await loaders.of(this.links).load(id))?.answeredBy ?? [];
  }
}
