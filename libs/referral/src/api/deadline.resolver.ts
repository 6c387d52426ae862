import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '#platform';
import { DeadlineStatusReader } from '../queries/deadline-status.reader.js';
import { ReferralDeadline } from './deadline.types.js';
import { Referral } from './referral.types.js';

@Resolver(() => Referral)
export class DeadlineResolver {
  constructor(private readonly statuses: DeadlineStatusReader) {}

  @ResolveField(() => [ReferralDeadline], {
    description: 'The time limits that count now, and whose turn it is. 时限状态',
  })
  async deadlineStatus(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly ReferralDeadline[]> {
    return (await loaders.of(this.statuses).load(id)) ?? [];
  }
}
