import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, UuidPipe, type ActorContext, type Connection, type Selection } from '#platform';
import { DraftService } from '../commands/draft.service.js';
import { SubmissionService } from '../commands/submission.service.js';
import { UpService } from '../commands/up.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AcceptReferralInput,
  DraftReferralInput,
  EditReferralInput,
  RecordReferralOutcomeInput,
  ReferralActionInput,
  ReferralListArgs,
  ReferralReasonInput,
  SubmitReferralInput,
} from './referral.inputs.js';
import { Referral, ReferralConnection } from './referral.types.js';

@Resolver(() => Referral)
export class ReferralResolver {
  constructor(
    private readonly drafts: DraftService,
    private readonly up: UpService,
    private readonly submissions: SubmissionService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.ReadReferral)
  @Query(() => Referral, { description: 'One referral. 转诊详情' })
  referral(
    @Args('id', { type: () => ID, description: 'The referral. 转诊编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.get(actor, id, selection);
  }

  @Allow(Permission.ReadReferral)
  @Query(() => ReferralConnection, { description: 'Referrals of the own institution, the newest first. 转诊列表' })
  referrals(
    @Args() args: ReferralListArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Referral>> {
    return this.queries.list(actor, args, args, selection);
  }

  @Allow(Permission.DraftReferral)
  @Mutation(() => Referral, { description: 'Starts a referral as a draft. 新建转诊草稿' })
  async draftReferral(
    @Args('input') input: DraftReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.drafts.draft(actor, input), selection);
  }

  @Allow(Permission.DraftReferral)
  @Mutation(() => Referral, { description: 'Changes a draft, or a referral that was returned. 修改转诊单' })
  async editReferral(
    @Args('input') input: EditReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.drafts.edit(actor, input), selection);
  }

  @Allow(Permission.SubmitReferral)
  @Mutation(() => Referral, { description: 'Sends a referral to the receiving department. 提交转诊' })
  async submitReferral(
    @Args('input') input: SubmitReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.submissions.submit(actor, input), selection);
  }

  @Allow(Permission.ClaimReferral)
  @Mutation(() => Referral, { description: "Takes a waiting referral as one's own; exactly one doctor can. 认领转诊" })
  async claimReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.claim(actor, input), selection);
  }

  @Allow(Permission.ClaimReferral)
  @Mutation(() => Referral, { description: 'Gives a claimed referral back to the department. 释放转诊' })
  async releaseReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.release(actor, input), selection);
  }

  @Allow(Permission.AcceptReferral)
  @Mutation(() => Referral, {
    description: 'Accepts a claimed referral and says how the patient will be treated. 受理转诊',
  })
  async acceptReferral(
    @Args('input') input: AcceptReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.accept(actor, input), selection);
  }

  @Allow(Permission.RejectReferral)
  @Mutation(() => Referral, {
    description: 'Refuses a claimed referral for a clinical reason from `referral.reject`. 拒绝转诊',
  })
  async rejectReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.reject(actor, input), selection);
  }

  @Allow(Permission.RecordOutcome)
  @Mutation(() => Referral, { description: 'Records what became of the patient. 记录诊治结果' })
  async recordReferralOutcome(
    @Args('input') input: RecordReferralOutcomeInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.recordOutcome(actor, input), selection);
  }

  @Allow(Permission.CompleteReferral)
  @Mutation(() => Referral, { description: 'Completes a referral whose outcome is recorded. 完成转诊' })
  async completeReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.complete(actor, input), selection);
  }
}
