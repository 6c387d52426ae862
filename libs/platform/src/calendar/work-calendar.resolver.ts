import { Args, ArgsType, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsInt, Max, Min } from 'class-validator';
import { Actor, Allow } from '../access/access.decorators.js';
import { PlatformPermission } from '../access/platform-permission.js';
import type { Actor as ActorContext } from '../actor/actor.js';
import { LocalDateScalar } from '../graphql/scalars.js';
import { WorkCalendarYears, type WorkCalendarYear } from './work-calendar-years.js';

const MOST_DAYS = 100;
const YEARS = { first: 2000, last: 2999 };
const YEAR = 'The year. 年份';

@ObjectType('WorkCalendarYear', {
  description: 'Days of a year on which work differs from what their weekdays say. 工作日历年度',
})
class WorkCalendarYearType {
  @Field(() => Int, { description: YEAR })
  year: number;

  @Field(() => [LocalDateScalar], { description: 'Days off. 放假日' })
  holidays: readonly string[];

  @Field(() => [LocalDateScalar], { description: 'Working Saturdays and Sundays. 调休上班日' })
  makeUpDays: readonly string[];

  @Field(() => Int, { description: 'Counts the times it was entered. 版本号' })
  version: number;
}

@ArgsType()
class WorkCalendarArgs {
  @Field(() => Int, { description: YEAR })
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  year: number;
}

@InputType({ description: 'The announced days of a year, in place of what was entered before. 录入工作日历' })
class EnterWorkCalendarYearInput {
  @Field(() => Int, { description: YEAR })
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  year: number;

  @Field(() => [LocalDateScalar], { description: 'Days off. 放假日' })
  @ArrayMaxSize(MOST_DAYS)
  holidays: string[];

  @Field(() => [LocalDateScalar], { description: 'Working Saturdays and Sundays. 调休上班日' })
  @ArrayMaxSize(MOST_DAYS)
  makeUpDays: string[];

  @Field(() => Int, { description: 'The version that the caller has read; 0 for a year not entered yet. 版本号' })
  @IsInt()
  @Min(0)
  expectedVersion: number;
}

@Resolver()
export class WorkCalendarResolver {
  constructor(private readonly years: WorkCalendarYears) {}

  @Allow(PlatformPermission.ReadWorkCalendar)
  @Query(() => WorkCalendarYearType, { description: 'Holidays and make-up days of a year. 工作日历' })
  workCalendarYear(@Args() { year }: WorkCalendarArgs): Promise<WorkCalendarYear> {
    return this.years.get(year);
  }

  @Allow(PlatformPermission.ManageWorkCalendar)
  @Mutation(() => WorkCalendarYearType, { description: 'Enter the announced days of a year. 录入工作日历' })
  async enterWorkCalendarYear(
    @Args('input') input: EnterWorkCalendarYearInput,
    @Actor() actor: ActorContext,
  ): Promise<WorkCalendarYear> {
    await this.years.enter(actor, input);
    return this.years.get(input.year);
  }
}
