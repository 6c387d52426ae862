import { ArgsType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import type { LocalDate } from '#kernel';
import { LocalDateScalar } from '#platform';

@ArgsType()
export class ConsultationRatingsArgs {
  @Field(() => LocalDateScalar, { description: 'The first day on which they were submitted. 起始日期' })
  @IsString()
  from: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The last of these days, at most a year later. 截止日期' })
  @IsString()
  to: LocalDate;
}

@ObjectType({
  description: 'How consultations of the own centre were rated; only those that were rated count. 会诊评价统计',
})
export class ConsultationRatings {
  @Field(() => Int, { description: 'How many were rated. 已评价数' })
  rated: number;

  @Field(() => Int, { description: 'How many have an opinion and were not rated. 未评价数' })
  unrated: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The mean of those that were rated, from 1 to 5; none where nobody has rated. 平均分',
  })
  average: number | null;
}
