import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { AnsweringService } from '../commands/answering.service.js';
import { SessionService } from '../commands/session.service.js';
import { DecisionService } from '../commands/decision.service.js';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import {
  CheckConsultationQualityInput,
  DeclineConsultationInput,
  FailConsultationInput,
} from './consultation-act.inputs.js';
import { ConsultationActionInput } from './consultation.inputs.js';
import { Consultation, ConsultationInvitation } from './consultation.types.js';

/** What experts answer, and what happens around a session. */
@Resolver(() => Consultation)
export class ConsultationSessionResolver {
  constructor(
    private readonly answering: AnsweringService,
    private readonly sessions: SessionService,
    private readonly decisions: DecisionService,
    private readonly queries: ConsultationQueries,
  ) {}

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => ConsultationInvitation, { description: 'Accepts an invitation (its id and version). 接受会诊邀请' })
  async acceptConsultation(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationInvitation> {
    return this.queries.invitation(actor, await this.answering.accept(actor, input), selection);
  }

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => ConsultationInvitation, {
    description:
      'Declines an invitation (its id and version), or takes an acceptance back; the next of the group is asked. 谢绝会诊邀请',
  })
  async declineConsultation(
    @Args('input') input: DeclineConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationInvitation> {
    return this.queries.invitation(actor, await this.answering.decline(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, {
    description: 'Comes to the session, while one may; `roomUrl` says where it is. 进入会诊',
  })
  async joinConsultation(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.sessions.join(actor, input), selection);
  }

  @Allow(Permission.TriageConsultation)
  @Mutation(() => Consultation, { description: 'Nobody has come: whose side it was, the attendance says. 登记未到' })
  async recordConsultationNoShow(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.sessions.recordNoShow(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, {
    description: 'The line or the room has failed; another time can be found. 登记技术故障',
  })
  async failConsultation(
    @Args('input') input: FailConsultationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.sessions.failTechnically(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, { description: 'The session is over, the opinion is due. 结束会诊' })
  async endConsultationSession(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.sessions.end(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, { description: 'Ends a teaching round without an opinion. 结束教学查房' })
  async closeConsultationWithoutOpinion(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.decisions.closeWithoutOpinion(actor, input), selection);
  }

  @Allow(Permission.CheckConsultationQuality)
  @Mutation(() => Consultation, { description: 'Records a quality check, which delays nothing. 会诊质控' })
  async checkConsultationQuality(
    @Args('input') input: CheckConsultationQualityInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.decisions.checkQuality(actor, input), selection);
  }
}
