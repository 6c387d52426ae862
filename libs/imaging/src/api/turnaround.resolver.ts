import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { VisitType } from '#order';
import { ReadingTurnaround, TurnaroundArgs } from '#worklist';
import { TurnaroundQuery, type Turnaround } from '../queries/turnaround.query.js';

@ObjectType({ description: 'How long reports of one kind took. 报告时效' })
class ImagingTurnaround extends ReadingTurnaround {
  @Field(() => VisitType, { description: 'How the patients come. 就诊类型' })
  visitType: VisitType;

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
  imagingTurnaround(@Args() { from, to }: TurnaroundArgs, @Actor() actor: ActorContext): Promise<Turnaround[]> {
    return this.turnaround.read(actor, from, to);
  }
}
