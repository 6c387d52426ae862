import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { LocalDateScalar } from '#platform';
import { Urgency } from '../domain/urgency.js';

@ArgsType()
export class TurnaroundArgs {
  @Field(() => LocalDateScalar, { description: 'The first day on which reports were published. 起始日期' })
  @IsString()
  from: string;

  @Field(() => LocalDateScalar, { description: 'The last day; at most a year later. 截止日期' })
  @IsString()
  to: string;
}

/** How long reports of one kind took, whatever was read. */
@ObjectType({ isAbstract: true })
export abstract class ReadingTurnaround {
  @Field(() => String, { description: 'The group that reads. 诊断组' })
  groupCode: string;

  @Field(() => Urgency, { description: 'The class. 紧急程度' })
  urgency: Urgency;

  @Field(() => Int, { description: 'How many reports. 报告数' })
  reports: number;

  @Field(() => Int, { description: 'How many of them were late. 超时数' })
  overdue: number;
}
