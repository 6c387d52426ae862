import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { VisitType } from '#order';
import { Actor, Allow, type ActorContext } from '#platform';
import { ReadingTurnaround, TurnaroundArgs } from '#worklist';
import { LabTurnaroundQuery, type LabTurnaround as Turnaround } from '../queries/turnaround.query.js';

@ObjectType({ description: 'How long laboratory reports of one kind took. 检验报告时效' })
class LabTurnaround extends ReadingTurnaround {
  @Field(() => VisitType, { description: 'How the patients come. 就诊类型' })
  visitType: VisitType;

  @Field(() => Int, {
    description: 'Half of them took no longer, in minutes from when the specimen was received. 中位时长（分钟）',
  })
  medianMinutes: number;

  @Field(() => Int, { description: 'Nine of ten took no longer. 第90百分位时长（分钟）' })
  p90Minutes: number;

  @Field(() => Int, {
    description: 'Half of the specimens took no longer from the patient to the laboratory. 采集至接收中位时长（分钟）',
  })
  transportMedianMinutes: number;

  @Field(() => Int, { description: 'Nine of ten took no longer. 采集至接收第90百分位时长（分钟）' })
  transportP90Minutes: number;
}

/** How long reports of the own laboratory take. */
@Resolver()
export class LabTurnaroundResolver {
  constructor(private readonly turnaround: LabTurnaroundQuery) {}

  @Allow(Permission.OverseeReading)
  @Query(() => [LabTurnaround], {
    description: 'How long reports of the own laboratory took, by group, class and kind of visit. 检验报告时效',
  })
  labTurnaround(@Args() { from, to }: TurnaroundArgs, @Actor() actor: ActorContext): Promise<Turnaround[]> {
    return this.turnaround.read(actor, from, to);
  }
}
