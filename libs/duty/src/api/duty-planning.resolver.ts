import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DutyChangesService } from '../commands/duty-changes.service.js';
import { DutyPlanningService } from '../commands/planning.service.js';
import { DutyRequirementsService } from '../commands/requirements.service.js';
import { DutyQueries } from '../queries/duty.queries.js';
import {
  ChangeDutyInput,
  CopyDutyMonthInput,
  EndDutyRequirementInput,
  PlanDutyMonthInput,
  RemoveDutyInput,
  RequireDutyInput,
  SubstituteOnDutyInput,
  WithdrawSubstituteInput,
} from './duty.inputs.js';
import { DutyEntry, DutyPlan, DutyRequirement } from './duty.types.js';

/** Planning duty at the own institution. */
@Resolver()
export class DutyPlanningResolver {
  constructor(
    private readonly planning: DutyPlanningService,
    private readonly changes: DutyChangesService,
    private readonly requirements: DutyRequirementsService,
    private readonly queries: DutyQueries,
  ) {}

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyPlan, { description: 'Enters duties of a month, all of them or none. 录入月值班表' })
  async planDutyMonth(
    @Args('input') input: PlanDutyMonthInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyPlan> {
    return this.shown(actor, await this.planning.enterMonth(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyPlan, { description: 'Plans a month as another one was, weekday by weekday. 复制月值班表' })
  async copyDutyMonth(
    @Args('input') input: CopyDutyMonthInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyPlan> {
    return this.shown(actor, await this.planning.copyMonth(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyEntry, { description: 'Gives a duty other times, another person or telephone. 变更值班' })
  async changeDuty(
    @Args('input') input: ChangeDutyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyEntry> {
    return this.queries.entry(actor, await this.changes.change(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => ID, { description: 'Takes a duty off the roster; answers its identifier. 删除值班' })
  removeDuty(@Args('input') input: RemoveDutyInput, @Actor() actor: ActorContext): Promise<string> {
    return this.changes.remove(actor, input);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyEntry, { description: 'Lets somebody stand in for a duty or a part of it. 安排替班' })
  async substituteOnDuty(
    @Args('input') input: SubstituteOnDutyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyEntry> {
    return this.queries.entry(actor, await this.changes.substitute(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyEntry, { description: 'Takes a substitute back. 取消替班' })
  async withdrawSubstitute(
    @Args('input') input: WithdrawSubstituteInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyEntry> {
    return this.queries.entry(actor, await this.changes.withdrawSubstitute(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyRequirement, { description: 'Says what has to be staffed, so that gaps show. 新增值班要求' })
  async requireDuty(
    @Args('input') input: RequireDutyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyRequirement> {
    return this.queries.requirement(await this.requirements.require(actor, input), selection);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => DutyRequirement, { description: 'Ends a requirement. 终止值班要求' })
  async endDutyRequirement(
    @Args('input') input: EndDutyRequirementInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyRequirement> {
    return this.queries.requirement(await this.requirements.end(actor, input), selection);
  }

  private async shown(actor: ActorContext, id: string, selection: Selection): Promise<DutyPlan> {
    return { id, entries: await this.queries.entriesOfPlan(actor, id, selection) };
  }
}
