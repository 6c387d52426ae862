import { Field, Int, ObjectType } from '@nestjs/graphql';
import { AnalysisTopic } from '../domain/analysis.js';

@ObjectType({ description: 'One line of what the meeting on referrals talks about. 转诊分析会清单' })
export class ReferralAnalysisLine {
  @Field(() => AnalysisTopic, { description: 'What it is about. 类别' })
  topic: AnalysisTopic;

  @Field(() => String, { description: 'With `part` it opens the rows by `indicatorRows`. 指标代码' })
  code: string;

  @Field(() => String, { description: 'Which part of the indicator. 分项' })
  part: string;

  @Field(() => String, {
    description: 'Who returned or refused, which stage was overdue, or in which state the referral ended. 环节',
  })
  where: string;

  @Field(() => String, { nullable: true, description: 'Code of the reason, or the act that ended it. 原因代码' })
  why: string | null;

  @Field(() => String, { nullable: true, description: 'The reason in Chinese. 原因' })
  labelZh: string | null;

  @Field(() => String, { nullable: true, description: 'The reason in English. 原因（英文）' })
  labelEn: string | null;

  @Field(() => Int, { description: 'How many referrals. 例数' })
  count: number;

  @Field(() => Int, { description: 'Of how many valid requests. 有效申请数' })
  of: number;
}
