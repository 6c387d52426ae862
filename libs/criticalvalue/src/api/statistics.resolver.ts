import { Args, ArgsType, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { Permission } from '#identity';
import { Actor, Allow, LocalDateScalar, type ActorContext } from '#platform';
import { Encounter } from '../domain/critical-value.js';
import { CriticalValueStatistics, type CriticalValueFigures } from '../queries/statistics.query.js';

@ArgsType()
export class CriticalValueStatisticsArgs {
  @Field(() => LocalDateScalar, { description: 'The first day of detection. 起始日期' })
  @IsString()
  from: string;

  @Field(() => LocalDateScalar, { description: 'The last day; at most a year later. 截止日期' })
  @IsString()
  to: string;
}

@ObjectType({ description: 'How critical values of one month and institution were dealt with. 危急值统计' })
class CriticalValueMonth {
  @Field(() => String, { description: 'The month of detection in China, `2026-03`. 月份' })
  month: string;

  @Field(() => ID, { description: 'Where it was ordered. 开单机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its name. 开单机构' })
  institutionName: string;

  @Field(() => Encounter, { description: 'Where the patients were. 就诊类型' })
  encounter: Encounter;

  @Field(() => Int, { description: 'How many, without those that were false. 危急值数' })
  detected: number;

  @Field(() => Int, { description: 'Left out: two people held them to be false. 剔除数（误报）' })
  excluded: number;

  @Field(() => Int, { description: 'How many were told. 通报数' })
  notified: number;

  @Field(() => Int, { description: 'Within the limit that counted then. 及时通报数' })
  notifiedInTime: number;

  @Field(() => Int, { description: 'How many were read back rightly. 确认数' })
  acknowledged: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Half of those were read back sooner, in minutes from detection; null for none. 临床接收中位时长（分钟）',
  })
  medianMinutes: number | null;

  @Field(() => Int, { nullable: true, description: 'Nine of ten took no longer. 第90百分位时长（分钟）' })
  p90Minutes: number | null;

  @Field(() => Int, { description: 'How many something was done about. 处置数' })
  handled: number;

  @Field(() => Int, { description: 'On the day of detection, in China. 当日处置数' })
  handledSameDay: number;
}

/** How critical values were dealt with. */
@Resolver()
export class CriticalValueStatisticsResolver {
  constructor(private readonly statistics: CriticalValueStatistics) {}

  @Allow(Permission.ExportCriticalValueRegister)
  @Query(() => [CriticalValueMonth], {
    description: 'How critical values that the own institution has found or ordered were dealt with. 危急值统计',
  })
  criticalValueStatistics(
    @Args() { from, to }: CriticalValueStatisticsArgs,
    @Actor() actor: ActorContext,
  ): Promise<CriticalValueFigures[]> {
    return this.statistics.read(actor, from, to);
  }
}
