import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { BedReportService } from '../commands/bed-report.service.js';
import { CapacityQueries } from '../queries/capacity.queries.js';
import {
  BedPoolsArgs,
  ClinicClosuresArgs,
  ClinicSessionsArgs,
  FreeClinicSessionsArgs,
  ReportBedsInput,
} from './capacity.inputs.js';
import { BedPool, ClinicClosure, ClinicSession } from './capacity.types.js';

/** What is free in the alliance, and what wards tell. */
@Resolver()
export class CapacityResolver {
  constructor(
    private readonly beds: BedReportService,
    private readonly queries: CapacityQueries,
  ) {}

  @Allow(Permission.ReadCapacity)
  @Query(() => [ClinicSession], { description: 'Sessions for referred patients, anywhere in the alliance. 预留号源' })
  clinicSessions(@Args() args: ClinicSessionsArgs, @Selected() selection: Selection): Promise<ClinicSession[]> {
    return this.queries.sessions(args, selection);
  }

  @Allow(Permission.ReadCapacity)
  @Query(() => [ClinicSession], { description: 'The next sessions of a department with free places. 最近可用号源' })
  freeClinicSessions(@Args() args: FreeClinicSessionsArgs, @Selected() selection: Selection): Promise<ClinicSession[]> {
    return this.queries.freeSessions(args, selection);
  }

  @Allow(Permission.ReadCapacity)
  @Query(() => [BedPool], { description: 'Empty beds, anywhere in the alliance, and how old that knowledge is. 空床' })
  bedPools(@Args() args: BedPoolsArgs, @Selected() selection: Selection): Promise<BedPool[]> {
    return this.queries.bedPools(args, selection);
  }

  @Allow(Permission.PlanCapacity)
  @Query(() => [ClinicClosure], { description: 'When a clinic is closed, and who has to be moved. 停诊列表' })
  clinicClosures(
    @Args() { departmentId }: ClinicClosuresArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ClinicClosure[]> {
    return this.queries.closures(actor, departmentId, selection);
  }

  @Allow(Permission.ReportBeds)
  @Mutation(() => BedPool, { description: 'Tells how many beds of a department are empty now. 上报空床' })
  async reportBeds(
    @Args('input') input: ReportBedsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<BedPool> {
    return this.queries.bedPoolOf(await this.beds.report(actor, input), selection);
  }
}
