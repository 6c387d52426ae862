import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import type { Clock } from '#kernel';
import { Actor, Allow, CLOCK, type ActorContext } from '#platform';
import { WorklistSetUp } from '../commands/worklist-set-up.js';
import { WorklistSetUpQuery } from '../queries/worklist-set-up.query.js';
import {
  ChangeReadingDueTimeInput,
  ChangeReadingGroupInput,
  ChangeVisitReadingDueTimeInput,
  EndVisitReadingDueTimeInput,
  ReadingDueTimePeriod,
  ReadingGroupArgs,
  ReadingGroupPeriod,
} from './worklist-set-up.types.js';

/** Groups of readers, kept by whoever administers the alliance. */
@Resolver()
export class WorklistSetUpResolver {
  constructor(
    private readonly setUp: WorklistSetUp,
    private readonly view: WorklistSetUpQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(Permission.ReadReadingQueue, Permission.ManageReferenceData)
  @Query(() => [ReadingGroupPeriod], { description: 'The groups that there are now. 诊断组' })
  readingGroups(): Promise<ReadingGroupPeriod[]> {
    return this.view.groups(this.clock.now());
  }

  @Allow(Permission.ManageReferenceData)
  @Query(() => [ReadingGroupPeriod], { description: 'What has counted for a group, with all periods. 诊断组历史' })
  readingGroupPeriods(@Args() { groupCode }: ReadingGroupArgs): Promise<ReadingGroupPeriod[]> {
    return this.view.periodsOf(groupCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Query(() => [ReadingDueTimePeriod], {
    description: 'How long reports of a group may take, with all periods. 报告时限',
  })
  readingDueTimes(@Args() { groupCode }: ReadingGroupArgs): Promise<ReadingDueTimePeriod[]> {
    return this.view.dueTimes(groupCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ReadingGroupPeriod], {
    description: 'Add or change a group; what waits keeps the signatures that it has. 新增或修改诊断组',
  })
  async changeReadingGroup(
    @Args('input') input: ChangeReadingGroupInput,
    @Actor() actor: ActorContext,
  ): Promise<ReadingGroupPeriod[]> {
    await this.setUp.changeGroup(actor, input);
    return this.view.periodsOf(input.code);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ReadingDueTimePeriod], {
    description: 'Change how long reports of a class may take; what waits keeps its time. 修改报告时限',
  })
  async changeReadingDueTime(
    @Args('input') input: ChangeReadingDueTimeInput,
    @Actor() actor: ActorContext,
  ): Promise<ReadingDueTimePeriod[]> {
    await this.setUp.changeDueTime(actor, input);
    return this.view.dueTimes(input.groupCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ReadingDueTimePeriod], {
    description: 'Give those who come in one way a time of their own. 修改按就诊类型的报告时限',
  })
  async changeVisitReadingDueTime(
    @Args('input') input: ChangeVisitReadingDueTimeInput,
    @Actor() actor: ActorContext,
  ): Promise<ReadingDueTimePeriod[]> {
    await this.setUp.changeVisitDueTime(actor, input);
    return this.view.dueTimes(input.groupCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [ReadingDueTimePeriod], {
    description: 'End it; the time of their class counts again. 停用按就诊类型的报告时限',
  })
  async endVisitReadingDueTime(
    @Args('input') input: EndVisitReadingDueTimeInput,
    @Actor() actor: ActorContext,
  ): Promise<ReadingDueTimePeriod[]> {
    await this.setUp.endVisitDueTime(actor, input);
    return this.view.dueTimes(input.groupCode);
  }
}
