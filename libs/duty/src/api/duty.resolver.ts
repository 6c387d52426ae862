import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import type { Clock } from '#kernel';
import { Actor, Allow, CLOCK, Selected, below, type ActorContext, type Selection } from '#platform';
import type { Gap } from '../domain/gaps.js';
import { DutyQueries } from '../queries/duty.queries.js';
import { DutyRequirementsArgs, DutyRosterArgs, OnDutyArgs, OnDutyAtArgs } from './duty.inputs.js';
import { DutyMonth, DutyRequirement, OnDuty, type DutyGap } from './duty.types.js';

/** Looking at the roster. */
@Resolver()
export class DutyResolver {
  constructor(
    private readonly queries: DutyQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(Permission.ReadDuty)
  @Query(() => [OnDuty], { description: 'Who is on duty now at a member of the alliance, and where to call. 当前值班' })
  currentOnDuty(@Args() args: OnDutyArgs, @Selected() selection: Selection): Promise<OnDuty[]> {
    return this.queries.onDutyAt(this.clock.now(), args, selection);
  }

  @Allow(Permission.ReadDuty)
  @Query(() => [OnDuty], { description: 'Who is on duty at a given time at a member of the alliance. 指定时间值班' })
  onDutyAt(@Args() args: OnDutyAtArgs, @Selected() selection: Selection): Promise<OnDuty[]> {
    return this.queries.onDutyAt(args.at, args, selection);
  }

  @Allow(Permission.ReadDuty)
  @Query(() => DutyMonth, { description: 'The roster of a month at the own institution, with its gaps. 月值班表' })
  async dutyRoster(
    @Args() args: DutyRosterArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyMonth> {
    await this.queries.requireOwnDepartment(actor, args.departmentId);
    const { fields } = selection;
    const [entries, gaps] = await Promise.all([
      fields.has('entries')
        ? this.queries.entries<DutyMonth['entries'][0]>(actor, args, below(selection, 'entries'))
        : [],
      fields.has('gaps') ? this.queries.gaps(actor, args) : [],
    ]);
    return { month: args.month, entries, gaps: gaps.map(shownGap) };
  }

  @Allow(Permission.ReadDuty)
  @Query(() => [DutyRequirement], { description: 'What has to be staffed at the own institution. 值班要求' })
  async dutyRequirements(
    @Args() { departmentId }: DutyRequirementsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<DutyRequirement[]> {
    await this.queries.requireOwnDepartment(actor, departmentId);
    return this.queries.requirements(actor, departmentId ?? null, selection);
  }
}

const shownGap = ({ start, end, ...gap }: Gap): DutyGap => ({ ...gap, from: start, to: end });
