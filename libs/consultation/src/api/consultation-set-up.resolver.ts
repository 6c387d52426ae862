import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { ConsultationSetUp } from '../commands/consultation-set-up.js';
import { ConsultationSetUpQuery } from '../queries/consultation-set-up.query.js';
import {
  ChangeConsultationHoursInput,
  ChangeConsultationRoomInput,
  ChangeConsultationWeightInput,
  ChangeCooperationAgreementInput,
  ConsultationSetUpView,
  EndCooperationAgreementInput,
} from './consultation-set-up.types.js';

/** Who may consult whom, when and where, and how much each expert takes: kept by whoever administers the alliance. */
@Resolver()
export class ConsultationSetUpResolver {
  constructor(
    private readonly setUp: ConsultationSetUp,
    private readonly view: ConsultationSetUpQuery,
  ) {}

  @Allow(Permission.ManageReferenceData)
  @Query(() => ConsultationSetUpView, { description: 'Agreements, hours, shares and rooms of consultations. 会诊设置' })
  consultationSetUp(): Promise<ConsultationSetUpView> {
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => ConsultationSetUpView, { description: 'Begin an agreement, or change it. 新增或修改合作协议' })
  async changeCooperationAgreement(
    @Args('input') input: ChangeCooperationAgreementInput,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationSetUpView> {
    await this.setUp.changeAgreement(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => ConsultationSetUpView, { description: 'End an agreement. 终止合作协议' })
  async endCooperationAgreement(
    @Args('input') input: EndCooperationAgreementInput,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationSetUpView> {
    await this.setUp.endAgreement(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => ConsultationSetUpView, { description: 'Say when an institution can sit in. 修改机构会诊时间' })
  async changeConsultationHours(
    @Args('input') input: ChangeConsultationHoursInput,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationSetUpView> {
    await this.setUp.changeHours(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => ConsultationSetUpView, { description: 'Say how much an expert takes. 修改专家会诊份额' })
  async changeConsultationWeight(
    @Args('input') input: ChangeConsultationWeightInput,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationSetUpView> {
    await this.setUp.changeWeight(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => ConsultationSetUpView, { description: 'Say how video rooms are reached. 修改视频会诊室地址' })
  async changeConsultationRoom(
    @Args('input') input: ChangeConsultationRoomInput,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationSetUpView> {
    await this.setUp.changeRoom(actor, input);
    return this.view.get();
  }
}
