import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsString, MaxLength, MinLength } from 'class-validator';
import { IdField, LocalDateScalar } from '#platform';

const MOST_ITEMS = 50;
const LONGEST_CODE = 40;

@ArgsType()
export class RecognitionCandidatesArgs {
  @IdField('The patient. 患者编号')
  patientId: string;

  @Field(() => [String], { description: 'Codes of the catalogue, each once. 项目代码' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @ArrayUnique()
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_CODE, { each: true })
  itemCodes: string[];
}

@ArgsType()
export class RecognitionStatisticsArgs {
  @Field(() => LocalDateScalar, { description: 'The first day. 起始日期' })
  @IsString()
  from: string;

  @Field(() => LocalDateScalar, { description: 'The last day, within a year of the first. 截止日期' })
  @IsString()
  to: string;
}

@ObjectType({ description: 'A report that may be recognised, or could but for one thing. 互认候选报告' })
export class RecognitionOffer {
  @Field(() => ID, { description: 'The report. 报告编号' })
  reportId: string;

  @Field(() => String, { description: 'Which library holds it. 报告来源' })
  reportDomain: string;

  @Field(() => String, { description: 'What was examined. 项目名称' })
  itemName: string;

  @Field(() => ID, { description: 'Where it was examined. 检查机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its name. 检查机构' })
  institutionName: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When it was published; none once taken back. 发布日期',
  })
  publishedOn: string | null;

  @Field(() => Int, { nullable: true, description: 'How many days ago, of a candidate. 距今天数' })
  daysOld: number | null;

  @Field(() => Int, { description: 'What recognising it saves, in cents. 可节约费用（分）' })
  savedCents: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it cannot be recognised: `NOT_PUBLISHED`, `NEGATIVE_LIST`, `OUTSIDE_WINDOW`, `NOT_QUALIFIED`, `OUTSIDE_SCOPE`, `OTHER_CONTRAST`. 不可互认原因',
  })
  because: string | null;
}

@ObjectType({ description: 'What is known for an item that is about to be ordered. 项目互认提示' })
export class RecognitionItem {
  @Field(() => String, { description: 'Its code. 项目代码' })
  itemCode: string;

  @Field(() => String, { description: 'Its name. 项目名称' })
  itemName: string;

  @Field(() => [RecognitionOffer], { description: 'Reports that make it unnecessary, newest first. 可互认报告' })
  candidates: RecognitionOffer[];

  @Field(() => [RecognitionOffer], { description: 'Reports that do not, and why. 不可互认报告' })
  nearMisses: RecognitionOffer[];
}

@ObjectType({ description: 'How often something was declined for one reason. 不互认原因统计' })
export class DeclineCount {
  @Field(() => String, { description: 'From `recognition.decline`. 原因代码' })
  code: string;

  @Field(() => Int, { description: 'How often. 次数' })
  count: number;
}

@ObjectType({ description: 'What an institution decided in some days. 互认统计' })
export class RecognitionStatistics {
  @Field(() => ID, { description: 'The institution. 机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its name. 机构名称' })
  institutionName: string;

  @Field(() => Int, { description: 'Items that were decided on. 判定项目数' })
  decided: number;

  @Field(() => Int, { description: 'Recognised. 互认数' })
  recognized: number;

  @Field(() => Int, { description: 'Declined, without those that are not counted. 不互认数' })
  declined: number;

  @Field(() => Int, { description: 'Of codes 98 and 99, which are not counted as declined. 不计入数' })
  notCounted: number;

  @Field(() => Int, { description: 'Nothing could be recognised. 无候选数' })
  noCandidate: number;

  @Field(() => Float, { description: 'What was saved, in cents. 节约费用（分）' })
  savedCents: number;

  @Field(() => [DeclineCount], { description: 'By reason. 原因分布' })
  declineCodes: DeclineCount[];
}
