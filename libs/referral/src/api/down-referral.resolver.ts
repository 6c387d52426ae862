import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DownDraftService } from '../commands/down-draft.service.js';
import { DownRedirectService } from '../commands/down-redirect.service.js';
import { DownReviewService } from '../commands/down-review.service.js';
import { DownService } from '../commands/down.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AnswerReferralInput,
  DraftDownReferralInput,
  EditDownReferralInput,
  RedirectDownReferralInput,
} from './down-referral.inputs.js';
import { ReferralActionInput, ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';

/** The county's side of sending a patient down. */
@Resolver()
export class DownReferralResolver {
  constructor(
    private readonly drafts: DownDraftService,
    private readonly reviews: DownReviewService,
    private readonly down: DownService,
    private readonly redirection: DownRedirectService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, { description: 'Starts a down-referral as a draft. 新建下转草稿' })
  async draftDownReferral(
    @Args('input') input: DraftDownReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.drafts.draft(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, {
    description: 'Drafts a down-referral to the sender of an up-referral, with what is known. 由上转发起下转',
  })
  async answerReferral(
    @Args('input') input: AnswerReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.drafts.answer(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, { description: 'Changes a draft, or a down-referral that was returned. 修改下转单' })
  async editDownReferral(
    @Args('input') input: EditDownReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.edit(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, {
    description: 'Sends it to the township, or to review where that is switched on. 提交下转',
  })
  async submitDownReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.reviews.submit(actor, input), selection);
  }

  @Allow(Permission.DraftDownReferral)
  @Mutation(() => Referral, {
    description: 'Withdraws it before it is received, with a reason from `referral.cancel`. 撤销下转',
  })
  async cancelDownReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.cancel(actor, input), selection);
  }

  @Allow(Permission.ReviewDownReferral)
  @Mutation(() => Referral, { description: 'Lets a down-referral of a colleague pass. 下转内审通过' })
  async approveDownReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.reviews.approve(actor, input), selection);
  }

  @Allow(Permission.ReviewDownReferral)
  @Mutation(() => Referral, {
    description: 'Gives it back to its author, with a reason from `referral.return.internal`. 下转内审退回',
  })
  async returnDownReferralForEdit(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.reviews.returnForEdit(actor, input), selection);
  }

  @Allow(Permission.RedirectDownReferral)
  @Mutation(() => Referral, {
    description: 'Sends the patient to another township; `children` has the new referral. 下转改派机构',
  })
  async redirectDownReferral(
    @Args('input') input: RedirectDownReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.redirection.redirect(actor, input), selection);
  }

  @Allow(Permission.RedirectDownReferral)
  @Mutation(() => Referral, {
    description: 'Closes it with a reason from `referral.close`; both sides are told. 协商关闭下转',
  })
  async closeDownReferralByAgreement(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.closeByAgreement(actor, input), selection);
  }
}
