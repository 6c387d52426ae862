import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { SetupService } from '../commands/setup.service.js';
import { RotaQueries } from '../queries/rota.queries.js';
import {
  AddKeyStaffGroupInput,
  AddRotaDemandInput,
  ChangeExpertTermsInput,
  ChangeKeyStaffGroupInput,
  EndRotaDemandInput,
  EnrolExpertInput,
} from './setup.inputs.js';
import { DispatchExpert, KeyStaffGroup, RotaDemand } from './setup.types.js';

/** What rotas are made from. */
@Resolver()
export class SetupResolver {
  constructor(
    private readonly service: SetupService,
    private readonly queries: RotaQueries,
  ) {}

  @Allow(Permission.PlanRotas)
  @Query(() => [DispatchExpert], { description: 'Who of the own institution is sent to townships. 下派专家列表' })
  dispatchExperts(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<DispatchExpert[]> {
    return this.queries.experts(actor, selection);
  }

  @Allow(Permission.ReadRotas)
  @Query(() => [RotaDemand], { description: 'What is asked of the own institution, or what it asks for. 下派需求列表' })
  rotaDemands(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<RotaDemand[]> {
    return this.queries.demands(actor, selection);
  }

  @Allow(Permission.PlanRotas)
  @Query(() => [KeyStaffGroup], { description: 'Who of the own institution must not be away together. 骨干人员组列表' })
  keyStaffGroups(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<KeyStaffGroup[]> {
    return this.queries.groups(actor, selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => DispatchExpert, { description: 'Lets somebody be sent to townships. 登记下派专家' })
  async enrolExpert(
    @Args('input') input: EnrolExpertInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DispatchExpert> {
    return this.queries.expert(await this.service.enrol(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => DispatchExpert, { description: 'Changes within which limits somebody is sent. 变更专家条件' })
  async changeExpertTerms(
    @Args('input') input: ChangeExpertTermsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DispatchExpert> {
    return this.queries.expert(await this.service.changeExpert(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaDemand, { description: 'Says what a township asks for every week. 新增下派需求' })
  async addRotaDemand(
    @Args('input') input: AddRotaDemandInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaDemand> {
    return this.queries.demand(await this.service.addDemand(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaDemand, { description: 'Ends a demand. 终止下派需求' })
  async endRotaDemand(
    @Args('input') input: EndRotaDemandInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaDemand> {
    return this.queries.demand(await this.service.endDemand(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => KeyStaffGroup, { description: 'Says who must not be away together. 新增骨干人员组' })
  async addKeyStaffGroup(
    @Args('input') input: AddKeyStaffGroupInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<KeyStaffGroup> {
    return this.queries.group(await this.service.addGroup(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => KeyStaffGroup, { description: 'Changes who must not be away together. 变更骨干人员组' })
  async changeKeyStaffGroup(
    @Args('input') input: ChangeKeyStaffGroupInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<KeyStaffGroup> {
    return this.queries.group(await this.service.changeGroup(actor, input), selection);
  }
}
