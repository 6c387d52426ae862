import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { AmendmentService } from '../commands/amendment.service.js';
import { OpinionService } from '../commands/opinion.service.js';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import { ConsultationActionInput } from './consultation.inputs.js';
import {
  EditConsultationOpinionInput,
  OpenConsultationAmendmentInput,
  SignConsultationOpinionInput,
  WriteConsultationOpinionInput,
} from './opinion.inputs.js';
import { Consultation } from './consultation.types.js';
import { ConsultationOpinion } from './opinion.types.js';

/** Opinions and signatures. */
@Resolver(() => Consultation)
export class ConsultationOpinionResolver {
  constructor(
    private readonly opinions: OpinionService,
    private readonly amendments: AmendmentService,
    private readonly queries: ConsultationQueries,
  ) {}

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => Consultation, {
    description: 'Begins a version of the opinion: the first, or an amendment. 撰写会诊意见',
  })
  async writeConsultationOpinion(
    @Args('input') input: WriteConsultationOpinionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.opinions.write(actor, input), selection);
  }

  @Allow(Permission.AttendConsultation)
  @Mutation(() => Consultation, {
    description:
      'Shows a case that was closed long ago to those who gave advice once more, so that the chair can amend the opinion. 开放会诊意见更正',
  })
  async openConsultationAmendment(
    @Args('input') input: OpenConsultationAmendmentInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.answer(actor, await this.amendments.open(actor, input), selection);
  }

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => ConsultationOpinion, {
    description: 'Changes the words of a version that nobody has signed. 修改会诊意见',
  })
  async editConsultationOpinion(
    @Args('input') input: EditConsultationOpinionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationOpinion> {
    return this.queries.opinion(actor, await this.opinions.edit(actor, input), selection);
  }

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => ConsultationOpinion, {
    description: 'Signs with the password of the caller; the last signature delivers it. 签署会诊意见',
  })
  async signConsultationOpinion(
    @Args('input') input: SignConsultationOpinionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationOpinion> {
    return this.queries.opinion(actor, await this.opinions.sign(actor, input), selection);
  }

  @Allow(Permission.AnswerConsultation)
  @Mutation(() => ConsultationOpinion, {
    description:
      'Somebody who should sign does not agree: the words can be changed, and everybody signs anew. 退回修改会诊意见',
  })
  async reopenConsultationOpinion(
    @Args('input') input: ConsultationActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationOpinion> {
    return this.queries.opinion(actor, await this.opinions.reopen(actor, input), selection);
  }
}
