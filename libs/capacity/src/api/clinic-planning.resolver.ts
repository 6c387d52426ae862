import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { ClinicChangesService } from '../commands/clinic-changes.service.js';
import { ClinicClosureService } from '../commands/clinic-closure.service.js';
import { ClinicPlanningService } from '../commands/clinic-planning.service.js';
import { CapacityQueries } from '../queries/capacity.queries.js';
import {
  ChangeClinicSessionInput,
  CloseClinicInput,
  CopyClinicWeekInput,
  PlanClinicSessionsInput,
  ReopenClinicInput,
  WithdrawClinicSessionInput,
} from './capacity.inputs.js';
import { ClinicClosure, ClinicPlan, ClinicSession } from './capacity.types.js';

/** Planning the sessions of the own institution. */
@Resolver()
export class ClinicPlanningResolver {
  constructor(
    private readonly planning: ClinicPlanningService,
    private readonly changes: ClinicChangesService,
    private readonly closures: ClinicClosureService,
    private readonly queries: CapacityQueries,
  ) {}

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicPlan, { description: 'Plans sessions, all of them or none. 计划预留号源' })
  async planClinicSessions(
    @Args('input') input: PlanClinicSessionsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicPlan> {
    return this.shown(await this.planning.plan(actor, input), selection);
  }

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicPlan, { description: 'Plans a week as another one is, weekday by weekday. 复制一周号源' })
  async copyClinicWeek(
    @Args('input') input: CopyClinicWeekInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicPlan> {
    return this.shown(await this.planning.copyWeek(actor, input), selection);
  }

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicSession, { description: 'Gives a session another time, or more or fewer places. 变更号源' })
  async changeClinicSession(
    @Args('input') input: ChangeClinicSessionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicSession> {
    return this.queries.session(await this.changes.change(actor, input), selection);
  }

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicSession, { description: 'Takes back the places that nobody holds. 撤回未用号源' })
  async withdrawClinicSession(
    @Args('input') input: WithdrawClinicSessionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicSession> {
    return this.queries.session(await this.changes.withdraw(actor, input), selection);
  }

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicClosure, { description: 'Closes a clinic for a time and names who has to be moved. 停诊' })
  async closeClinic(
    @Args('input') input: CloseClinicInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicClosure> {
    return this.queries.closure(await this.closures.close(actor, input), selection);
  }

  @Allow(Permission.PlanCapacity)
  @Mutation(() => ClinicClosure, { description: 'Opens a closed clinic again. 恢复门诊' })
  async reopenClinic(
    @Args('input') input: ReopenClinicInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicClosure> {
    return this.queries.closure(await this.closures.reopen(actor, input), selection);
  }

  private async shown(id: string, selection: Selection): Promise<ClinicPlan> {
    return { id, sessions: await this.queries.sessionsOfPlan(id, selection) };
  }
}
