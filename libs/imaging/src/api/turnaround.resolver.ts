import { Args, ArgsType, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { Permission } from '#identity';
import { Actor, Allow, LocalDateScalar, type ActorContext } from '#platform';
import { VisitType } from '#order';
import { Urgency } from '#worklist';
import { TurnaroundQuery, type Turnaround } from '../queries/turnaround.query.js';

@ArgsType()
export class ImagingTurnaroundArgs {
  @Field(() => LocalDateScalar, { description: 'The first day on which reports were published. 起始日期' })
  @IsString()
  from: string;

  @Field(() => LocalDateScalar, { description: 'The last day; at most a year later. 截止日期' })
  @IsString()
  to: string;
}

@ObjectType({ description: 'How long reports of one kind took. 报告时效' })
class ImagingTurnaround {
  @Field(() => String, { description: 'The group that reads. 诊断组' })
  groupCode: string;

  @Field(() => Urgency, { description: 'The class. 紧急程度' })
  urgency: Urgency;

  @Field(() => VisitType, { description: 'How the patients come. 就诊类型' })
  visitType: VisitType;

  @Field(() => Int, { description: 'How many reports. 报告数' })
  reports: number;

  @Field(() => Int, { description: 'How many of them were late. 超时数' })
  overdue: number;

  @Field(() => Int, {
    description: 'Half of them took no longer, in minutes from when the exam was done. 中位时长（分钟）',
  })
  medianMinutes: number;

  @Field(() => Int, { description: 'Nine of ten took no longer. 第90百分位时长（分钟）' })
  p90Minutes: number;
}

/** How long reports of the own centre take. */
@Resolver()
export class TurnaroundResolver {
  constructor(private readonly turnaround: TurnaroundQuery) {}

  @Allow(Permission.OverseeReading)
  @Query(() => [ImagingTurnaround], {
    description: 'How long reports of the own centre took, by group, class and kind of visit. 影像报告时效',
  })
  imagingTurnaround(@Args() { from, to }: ImagingTurnaroundArgs, @Actor() actor: ActorContext): Promise<Turnaround[]> {
    return this.turnaround.read(actor, from, to);
  }
}
