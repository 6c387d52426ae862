import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { BookingService } from '../commands/booking.service.js';
import { ChairService } from '../commands/chair.service.js';
import { TriageService } from '../commands/triage.service.js';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import {
  AppointConsultationChairInput,
  AssignConsultationInput,
  ChooseConsultationTimeInput,
  RescheduleConsultationInput,
  ReturnConsultationInput,
  ScheduleConsultationInput,
} from './consultation-act.inputs.js';
import { ConsultationActionInput } from './consultation.inputs.js';
import { Consultation } from './consultation.types.js';

/** When, and with whom. */
@Resolver(() => Consultation)
export class ConsultationBookingResolver {
  constructor(
    private readonly booking: BookingService,
    private readonly triage: TriageService,
    private readonly chairs: ChairService,
    private readonly queries: ConsultationQueries,
  ) {}

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, {
    description:
      'Holds the time of all experts for a few minutes, or of none; a refusal names the next times. 选择会诊时间',
  })
  async chooseConsultationTime(
    @Args('input') input: ChooseConsultationTimeInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.booking.chooseTime(actor, input), selection);
  }

  @Allow(Permission.InviteConsultation)
  @Mutation(() => Consultation, { description: 'Lets the time go that was chosen. 释放会诊时间' })
  async releaseConsultationTime(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.booking.letTimeGo(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, { description: 'Gives those who are asked a time. 排期' })
  async scheduleConsultation(
    @Args('input') input: ScheduleConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.booking.schedule(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, { description: 'The same experts at another time. 改期' })
  async rescheduleConsultation(
    @Args('input') input: RescheduleConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.booking.reschedule(actor, input), selection);
  }

  @Allow(Permission.TriageConsultation)
  @Mutation(() => Consultation, {
    description: 'Back for material, item by item; it keeps its place in the queue. 退回补充材料',
  })
  async returnConsultation(
    @Args('input') input: ReturnConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.triage.returnForMaterial(actor, input), selection);
  }

  @Allow(Permission.TriageConsultation)
  @Mutation(() => Consultation, { description: 'Chooses experts, or others in their place. 指派专家' })
  async assignConsultation(
    @Args('input') input: AssignConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.triage.assign(actor, input), selection);
  }

  @Allow(Permission.TriageConsultation)
  @Mutation(() => Consultation, { description: 'The material is complete: those who were chosen are asked. 分诊通过' })
  async passConsultationTriage(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.triage.invite(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, { description: 'Lets another of several experts lead. 更换主持专家' })
  async appointConsultationChair(
    @Args('input') input: AppointConsultationChairInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.chairs.appoint(actor, input), selection);
  }
}
