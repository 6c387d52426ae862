import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  Selected,
  UuidPipe,
  type ActorContext,
  type Claim,
  type GraphqlContext,
  type Selection,
} from '#platform';
import { PlanDraftService, PlanService } from '../commands/plan.service.js';
import { GenerationService } from '../commands/rota-search.effect.js';
import { PlanPermittedActions } from '../queries/permitted-actions.reader.js';
import { RotaQueries } from '../queries/rota.queries.js';
import {
  AssignExpertInput,
  CreateRotaInput,
  PublishRotaInput,
  RotaActionInput,
  TakeOutSessionInput,
} from './rota.inputs.js';
import { RotaPlan } from './rota.types.js';
import { PermittedRotaAction } from './search.types.js';

/** Rotas from the first draft to their end. */
@Resolver(() => RotaPlan)
export class PlanResolver {
  constructor(
    private readonly drafts: PlanDraftService,
    private readonly service: PlanService,
    private readonly generation: GenerationService,
    private readonly queries: RotaQueries,
    private readonly permitted: PlanPermittedActions,
  ) {}

  @Allow(Permission.PlanRotas)
  @Query(() => [RotaPlan], { description: 'The rotas of the own institution, the latest first. 排班计划列表' })
  rotaPlans(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<RotaPlan[]> {
    return this.queries.plans(actor, selection);
  }

  @Allow(Permission.PlanRotas)
  @Query(() => RotaPlan, { description: 'One rota of the own institution. 排班计划' })
  rotaPlan(
    @Args('id', { type: () => ID, description: 'The rota. 排班计划' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.queries.plan(actor, id, selection);
  }

  @ResolveField(() => [PermittedRotaAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: RotaPlan,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedRotaAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Begins a rota. 新建排班计划' })
  async createRota(
    @Args('input') input: CreateRotaInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.drafts.create(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Lets a search fill a rota; what was put in by hand stays. 自动排班' })
  async generateRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.generation.request(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Ends a search soon; the best plan so far is kept. 停止自动排班' })
  async cancelRotaSearch(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.generation.cancel(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Puts an expert into a rota, where no hard rule is in the way. 手工安排' })
  async assignExpert(
    @Args('input') input: AssignExpertInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.assign(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, {
    description: 'Takes a session out of a rota; a published one with the next version. 撤出班次',
  })
  async takeOutSession(
    @Args('input') input: TakeOutSessionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.takeOut(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Hands a rota in for review. 提交审核' })
  async submitRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.submit(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Gives a rota back to be worked on. 退回修改' })
  async returnRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.returnToDraft(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, {
    description: 'Publishes a rota: its sessions take the time of their experts, all or none. 发布排班',
  })
  async publishRota(
    @Args('input') input: PublishRotaInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.publish(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Begins the next version of a published rota. 变更排班' })
  async amendRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.amend(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Publishes the next version of a rota, with the reason. 发布变更' })
  async publishRotaAmendment(
    @Args('input') input: PublishRotaInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.publishAmendment(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Closes a rota that is over and settled. 归档排班' })
  async closeRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.close(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaPlan, { description: 'Puts a rota away that was never published. 作废排班' })
  async discardRota(
    @Args('input') input: RotaActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaPlan> {
    return this.shown(actor, await this.service.discard(actor, input), selection);
  }

  private shown(actor: ActorContext, { aggregateId }: Claim, selection: Selection): Promise<RotaPlan> {
    return this.queries.plan(actor, aggregateId, selection);
  }
}
