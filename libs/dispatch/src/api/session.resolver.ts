import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Claim, type GraphqlContext, type Selection } from '#platform';
import { AttendanceService } from '../commands/attendance.service.js';
import { SessionService } from '../commands/session.service.js';
import { SessionPermittedActions } from '../queries/permitted-actions.reader.js';
import { RotaQueries } from '../queries/rota.queries.js';
import {
  AttendanceInput,
  RequestSwapInput,
  RotaSessionsArgs,
  SessionActionInput,
  SessionReasonInput,
  SubstituteExpertInput,
} from './rota.inputs.js';
import { RotaSession } from './rota.types.js';
import { PermittedRotaAction } from './search.types.js';

/** Published sessions, and what happens to them. */
@Resolver(() => RotaSession)
export class SessionResolver {
  constructor(
    private readonly service: SessionService,
    private readonly attendance: AttendanceService,
    private readonly queries: RotaQueries,
    private readonly permitted: SessionPermittedActions,
  ) {}

  @ResolveField(() => [PermittedRotaAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest; none of a draft. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: RotaSession,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedRotaAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }

  @Allow(Permission.ReadRotas)
  @Query(() => [RotaSession], {
    description: 'Published sessions: who comes to a township, where an expert goes, what is planned. 下派安排',
  })
  rotaSessions(
    @Args() args: RotaSessionsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession[]> {
    return this.queries.sessions(actor, args, selection);
  }

  @Allow(Permission.PlanRotas)
  @Query(() => [RotaSession], { description: 'What of the published rota has to be mended from today on. 待修复班次' })
  rotaRepairList(@Actor() actor: ActorContext, @Selected() selection: Selection): Promise<RotaSession[]> {
    return this.queries.repairs(actor, selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Says that one comes. 确认出诊' })
  async confirmSession(
    @Args('input') input: SessionActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.confirm(actor, input), selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Asks that somebody else goes, at least a day before. 申请换班' })
  async requestSwap(
    @Args('input') input: RequestSwapInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.requestSwap(actor, input), selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Goes after all. 撤回换班' })
  async withdrawSwap(
    @Args('input') input: SessionActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.withdrawSwap(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Lets the other one go. 同意换班' })
  async approveSwap(
    @Args('input') input: SessionActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.approveSwap(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Lets nobody else go. 不同意换班' })
  async declineSwap(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.declineSwap(actor, input), selection);
  }

  @Allow(Permission.SubstituteExperts)
  @Mutation(() => RotaSession, { description: 'Sends somebody else at short notice. 应急替换' })
  async substituteExpert(
    @Args('input') input: SubstituteExpertInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.substitute(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Suspends a session until it is mended. 停诊' })
  async suspendSession(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.suspend(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Lets a suspended session take place. 恢复出诊' })
  async resumeSession(
    @Args('input') input: SessionActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.resume(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Calls a session off. 取消班次' })
  async cancelSession(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.cancel(actor, input), selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Says that the expert is there. 到岗签到' })
  async checkInSession(
    @Args('input') input: SessionActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.attendance.checkIn(actor, input), selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Says what came of a session. 登记出诊情况' })
  async completeSession(
    @Args('input') input: AttendanceInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.attendance.complete(actor, input), selection);
  }

  @Allow(Permission.AttendSessions)
  @Mutation(() => RotaSession, { description: 'Corrects it, until attendance of the month closes. 更正出诊情况' })
  async correctAttendance(
    @Args('input') input: AttendanceInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.attendance.correctAttendance(actor, input), selection);
  }

  @Allow(Permission.PlanRotas)
  @Mutation(() => RotaSession, { description: 'Whoever was taken for absent was there. 撤销未到岗' })
  async reinstateSession(
    @Args('input') input: SessionReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaSession> {
    return this.shown(actor, await this.service.reinstate(actor, input), selection);
  }

  private shown(actor: ActorContext, { aggregateId }: Claim, selection: Selection): Promise<RotaSession> {
    return this.queries.session(actor, aggregateId, selection);
  }
}
