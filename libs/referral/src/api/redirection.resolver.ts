import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { OnwardService } from '../commands/onward.service.js';
import { RedirectionService } from '../commands/redirection.service.js';
import { OnwardQueries } from '../queries/onward.queries.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AnswerOnwardReferralInput,
  ForwardReferralOnwardInput,
  OnwardReferral,
  RedirectReferralInput,
} from './redirection.types.js';
import { ReferralActionInput, ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';

/** Where a referral goes on that is not for this receiver, in the alliance and beyond. */
@Resolver()
export class RedirectionResolver {
  constructor(
    private readonly redirections: RedirectionService,
    private readonly onward: OnwardService,
    private readonly queries: ReferralQueries,
    private readonly onwardQueries: OnwardQueries,
  ) {}

  @Allow(Permission.RedirectReferral)
  @Mutation(() => Referral, {
    description: 'Sends a referral on to another department; it keeps its place there. 转介',
  })
  async redirectReferral(
    @Args('input') input: RedirectReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.redirections.redirect(actor, input), selection);
  }

  @Allow(Permission.RedirectReferral)
  @Mutation(() => Referral, { description: 'Sends a referral on beyond the alliance. 向外转诊' })
  async forwardReferralOnward(
    @Args('input') input: ForwardReferralOnwardInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.redirections.forwardOnward(actor, input), selection);
  }

  @Allow(Permission.MoveOnwardReferral)
  @Mutation(() => OnwardReferral, {
    description: 'Says that it was sent to the hospital beyond the alliance. 发出向外转诊',
  })
  async sendOnwardReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<OnwardReferral> {
    return this.onwardQueries.get(actor, await this.onward.send(actor, input), selection);
  }

  @Allow(Permission.MoveOnwardReferral)
  @Mutation(() => OnwardReferral, { description: 'Records what the hospital has answered. 记录外部答复' })
  async answerOnwardReferral(
    @Args('input') input: AnswerOnwardReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<OnwardReferral> {
    return this.onwardQueries.get(actor, await this.onward.answer(actor, input), selection);
  }

  @Allow(Permission.MoveOnwardReferral)
  @Mutation(() => OnwardReferral, { description: 'Says that the patient was treated there. 完成向外转诊' })
  async completeOnwardReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<OnwardReferral> {
    return this.onwardQueries.get(actor, await this.onward.complete(actor, input), selection);
  }

  @Allow(Permission.MoveOnwardReferral)
  @Mutation(() => OnwardReferral, {
    description: 'Ends what leads nowhere, for a reason from `referral.close`. 关闭向外转诊',
  })
  async closeOnwardReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<OnwardReferral> {
    return this.onwardQueries.get(actor, await this.onward.close(actor, input), selection);
  }
}
