import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DraftingService } from '../commands/drafting.service.js';
import { SubmissionService } from '../commands/submission.service.js';
import { ConversionService } from '../commands/conversion.service.js';
import { DecisionService } from '../commands/decision.service.js';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import {
  CancelConsultationInput,
  OrderFromConsultationInput,
  RateConsultationInput,
  RecordConsultationAdoptionInput,
  ReferFromConsultationInput,
} from './consultation-act.inputs.js';
import { ConsultationActionInput, DraftConsultationInput, EditConsultationInput } from './consultation.inputs.js';
import { Consultation } from './consultation.types.js';

/** What the inviting side does. */
@Resolver(() => Consultation)
export class ConsultationInvitingResolver {
  constructor(
    private readonly drafting: DraftingService,
    private readonly submission: SubmissionService,
    private readonly decisions: DecisionService,
    private readonly conversion: ConversionService,
    private readonly queries: ConsultationQueries,
  ) {}

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, { description: 'Begins an invitation for a patient of the caller. 新建会诊' })
  async draftConsultation(
    @Args('input') input: DraftConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.drafting.draft(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, { description: 'Changes a draft, or what was returned. 修改会诊' })
  async editConsultation(
    @Args('input') input: EditConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.drafting.edit(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Sends it to the centre; what was returned keeps its place in the queue. 提交会诊申请',
  })
  async submitConsultation(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.submission.submit(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Calls whoever is on duty at once, and the next one where nobody joins in time. 发起急会诊',
  })
  async callEmergencyConsultation(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.submission.call(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, {
    description: 'Calls it off, on either side; the time of the experts is free again. 取消会诊',
  })
  async cancelConsultation(
    @Args('input') input: CancelConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.submission.cancel(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Records what the inviting side decides, which ends the case. 记录采纳情况',
  })
  async recordConsultationAdoption(
    @Args('input') input: RecordConsultationAdoptionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.decisions.recordAdoption(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, { description: 'Rates it, once. 评价会诊' })
  async rateConsultation(
    @Args('input') input: RateConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.decisions.rate(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Begins an up-referral with everything that the case and the opinion say. 会诊转为转诊',
  })
  async referFromConsultation(
    @Args('input') input: ReferFromConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.conversion.toReferral(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description: 'Begins an order of what the experts want to be examined. 会诊转为检查申请',
  })
  async orderFromConsultation(
    @Args('input') input: OrderFromConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.conversion.toOrder(actor, input), selection);
  }
}
