import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { ReviewSwitchService } from '../commands/review-switch.service.js';
import { ReviewService } from '../commands/review.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import { ReviewSwitchQueries } from '../queries/review-switch.queries.js';
import { ReferralActionInput, ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';
import { ReferralReviewSwitch, SwitchReferralReviewInput } from './review-switch.types.js';

/** The review before a referral leaves its sender, and what is returned for editing by whomever. */
@Resolver()
export class ReviewResolver {
  constructor(
    private readonly reviews: ReviewService,
    private readonly switches: ReviewSwitchService,
    private readonly queries: ReferralQueries,
    private readonly switchQueries: ReviewSwitchQueries,
  ) {}

  @Allow(Permission.ReviewReferral)
  @Mutation(() => Referral, { description: 'Lets a referral pass to its receiver. 内审通过' })
  async approveReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.reviews.approve(actor, input), selection);
  }

  @Allow(Permission.ReturnReferral)
  @Mutation(() => Referral, {
    description:
      'Returns a referral whose form needs mending, for a reason from `referral.return`, or `referral.return.internal` in review. 退回修改',
  })
  async returnReferralForEdit(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.reviews.returnForEdit(actor, input), selection);
  }

  @Allow(Permission.ConfigureReferralReview)
  @Mutation(() => ReferralReviewSwitch, {
    description: 'Switches internal review on or off at the own institution. 设置内审开关',
  })
  async switchReferralReview(
    @Args('input') input: SwitchReferralReviewInput,
    @Actor() actor: ActorContext,
  ): Promise<ReferralReviewSwitch> {
    return this.switchQueries.get(actor, await this.switches.set(actor, input));
  }

  @Allow(Permission.ConfigureReferralReview)
  @Query(() => [ReferralReviewSwitch], { description: 'The switches of the own institution. 内审开关列表' })
  referralReviewSwitches(@Actor() actor: ActorContext): Promise<readonly ReferralReviewSwitch[]> {
    return this.switchQueries.list(actor);
  }
}
