import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DownArrivalService } from '../commands/down-arrival.service.js';
import { DownService } from '../commands/down.service.js';
import { ReferBackService } from '../commands/refer-back.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AllocateDownReferralInput,
  ReassignDownReferralInput,
  ReferBackToCountyInput,
  ReportNotArrivedInput,
} from './down-referral.inputs.js';
import { ReferralActionInput, ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';

/** The township's side: taking patients back, until their follow-up ends. */
@Resolver()
export class DownReceiptResolver {
  constructor(
    private readonly down: DownService,
    private readonly arrivals: DownArrivalService,
    private readonly back: ReferBackService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.AllocateDownReferral)
  @Mutation(() => Referral, { description: 'Names the doctor who is to receive the patient. 分配接收医生' })
  async allocateDownReferral(
    @Args('input') input: AllocateDownReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.allocate(actor, input), selection);
  }

  @Allow(Permission.AllocateDownReferral)
  @Mutation(() => Referral, {
    description: 'The institution cannot take the patient; a reason from `referral.down-institution`. 机构退回',
  })
  async refuseDownReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.refuse(actor, input), selection);
  }

  @Allow(Permission.ReceiveDownReferral)
  @Mutation(() => Referral, { description: 'The named doctor takes the patient on. 接收下转' })
  async receiveDownReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.receive(actor, input), selection);
  }

  @Allow(Permission.ReceiveDownReferral)
  @Mutation(() => Referral, {
    description: 'The named doctor cannot take the patient; a reason from `referral.down-doctor`. 医生拒收',
  })
  async declineDownReferral(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.down.declineReceipt(actor, input), selection);
  }

  @Allow(Permission.ReceiveDownReferral)
  @Mutation(() => Referral, {
    description: 'The patient is back; the family-doctor team gets its first task. 确认到达',
  })
  async confirmDownReferralArrival(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrivals.confirmArrival(actor, input), selection);
  }

  @Allow(Permission.ReceiveDownReferral)
  @Mutation(() => Referral, { description: 'The patient has not come, whatever calls were made. 报告未到达' })
  async reportDownReferralNotArrived(
    @Args('input') input: ReportNotArrivedInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrivals.reportNotArrived(actor, input), selection);
  }

  @Allow(Permission.AllocateDownReferral)
  @Mutation(() => Referral, {
    description: 'Another doctor looks after the patient; a reason from `referral.down-doctor`. 更换随访医生',
  })
  async reassignDownReferral(
    @Args('input') input: ReassignDownReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrivals.reassign(actor, input), selection);
  }

  @Allow(Permission.ReceiveDownReferral)
  @Mutation(() => Referral, { description: 'Ends the follow-up with a reason from `referral.follow-up-end`. 结束随访' })
  async endDownReferralFollowUp(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrivals.endFollowUp(actor, input), selection);
  }

  @Allow(Permission.DraftReferral)
  @Mutation(() => Referral, {
    description: 'Ends the follow-up and drafts an up-referral with all that is known, among `children`. 再上转',
  })
  async referBackToCounty(
    @Args('input') input: ReferBackToCountyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.back.referBack(actor, input), selection);
  }
}
