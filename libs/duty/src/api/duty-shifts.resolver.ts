import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import type { Clock } from '#kernel';
import { Actor, Allow, CLOCK, Database, type ActorContext } from '#platform';
import { DutyShiftsService } from '../commands/shifts.service.js';
import { DutyShiftsReader } from '../queries/duty-shifts.reader.js';
import { DutyShift, RetireDutyShiftInput, SetDutyShiftInput } from './duty-shift.types.js';

/** What the own institution calls its shifts. */
@Resolver()
export class DutyShiftsResolver {
  constructor(
    private readonly service: DutyShiftsService,
    private readonly reader: DutyShiftsReader,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(Permission.ReadDuty)
  @Query(() => [DutyShift], { description: 'The shifts that rosters of the own institution may name. 班次' })
  dutyShifts(@Actor() { institutionId }: ActorContext): Promise<DutyShift[]> {
    return this.reader.shiftsAt(this.database, institutionId, this.clock.now());
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => [DutyShift], { description: 'Adds a shift or gives it other times; answers all of them. 设置班次' })
  async setDutyShift(@Args('input') input: SetDutyShiftInput, @Actor() actor: ActorContext): Promise<DutyShift[]> {
    await this.service.set(actor, input);
    return this.dutyShifts(actor);
  }

  @Allow(Permission.PlanDuty)
  @Mutation(() => [DutyShift], { description: 'Gives up a shift of the own; answers all that are left. 停用班次' })
  async retireDutyShift(
    @Args('input') input: RetireDutyShiftInput,
    @Actor() actor: ActorContext,
  ): Promise<DutyShift[]> {
    await this.service.retire(actor, input);
    return this.dutyShifts(actor);
  }
}
