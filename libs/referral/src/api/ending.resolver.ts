import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { EndingService } from '../commands/ending.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import { ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';

/** Ends that are no answer of the receiver, and the way back. */
@Resolver()
export class EndingResolver {
  constructor(
    private readonly endings: EndingService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.CancelReferral)
  @Mutation(() => Referral, { description: 'Takes a referral back, for a reason from `referral.cancel`. 撤销转诊' })
  async cancelReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.endings.cancel(actor, input), selection);
  }

  @Allow(Permission.CloseReferral)
  @Mutation(() => Referral, {
    description: 'Closes a referral as both sides have agreed, for a reason from `referral.close`. 协商关闭',
  })
  async closeReferralByAgreement(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.endings.closeByAgreement(actor, input), selection);
  }

  @Allow(Permission.CloseReferral)
  @Mutation(() => Referral, {
    description: 'Opens what was closed or has expired, for a reason from `referral.reopen`. 重新打开转诊',
  })
  async reopenReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.endings.reopen(actor, input), selection);
  }
}
