import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { DateTimeScalar, OptionalIdField, Text, VersionedChangeInput, VersionedPeriod } from '#platform';
import { Attribution, IndicatorLevel, IndicatorUnit } from '../domain/definition.js';
import { MONTH } from '../domain/period.js';

export const PART = /^[\w.-]{1,80}$/;
const CODE_LENGTH = 20;
const NAME_LENGTH = 100;
const LONGEST_MINUTES = 525_600;
export const PERIOD = 'The month in Asia/Shanghai, `2026-03`. 月份';

@ObjectType({ isAbstract: true })
class Counted {
  @Field(() => String, { description: 'Which indicator. 指标代码' })
  code: string;

  @Field(() => String, { description: '`ALL`, or which part: a direction, stage, reason or percentile. 分项' })
  part: string;

  @Field(() => Float, { nullable: true, description: 'The upper part; none of percentiles. 分子' })
  numerator: number | null;

  @Field(() => Int, { description: 'The lower part: how many it is about. 分母' })
  denominator: number;

  @Field(() => Int, { description: 'Left out by the definition. 排除数' })
  excluded: number;

  @Field(() => Int, { description: 'Could not be measured. 未测得数' })
  notMeasured: number;
}

@ObjectType({ description: 'One figure of a month. 指标值' })
export class IndicatorFigure extends Counted {
  @Field(() => String, { description: PERIOD })
  period: string;

  @Field(() => Int, { description: 'Which version of the definition. 定义版本' })
  version: number;

  @Field(() => String, { description: 'Chinese name. 中文名称' })
  nameZh: string;

  @Field(() => String, { description: 'English name. 英文名称' })
  nameEn: string;

  @Field(() => String, { nullable: true, description: 'The reason that a part is by, in Chinese. 原因' })
  labelZh: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that a part is by, in English. 原因（英文）' })
  labelEn: string | null;

  @Field(() => IndicatorUnit, { description: 'What the value is. 单位' })
  unit: IndicatorUnit;

  @Field(() => Attribution, { description: 'Of which side it is told. 归属方' })
  attribution: Attribution;

  @Field(() => ID, { nullable: true, description: 'The institution; none for the alliance. 机构' })
  institutionId: string | null;

  @Field(() => String, { nullable: true, description: 'Its name when the figure was told. 当时的机构名称' })
  institutionName: string | null;

  @Field(() => ID, { nullable: true, description: 'The department; none for all of it. 科室' })
  departmentId: string | null;

  @Field(() => Float, { nullable: true, description: 'None where nothing was measured. 指标值' })
  value: number | null;

  @Field(() => IndicatorLevel, { nullable: true, description: 'By the thresholds. 预警等级' })
  level: IndicatorLevel | null;
}

@ObjectType({ description: 'What came in late about a closed month: the difference. 跨月更正' })
export class IndicatorCorrection extends Counted {
  @Field(() => String, { description: 'The closed month that it is about. 所属月份' })
  ofPeriod: string;
}

@ObjectType({ description: 'The figures of one month. 月度指标' })
export class IndicatorMonth {
  @Field(() => String, { description: PERIOD })
  period: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they were told; none so far. 统计时间' })
  computedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; since then it is frozen. 关账时间' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of all figures of the closed month. 校验值' })
  hash: string | null;

  @Field(() => [IndicatorFigure], { description: 'Figures. 指标值' })
  figures: IndicatorFigure[];

  @Field(() => [IndicatorCorrection], { description: 'What this month corrects of closed ones. 更正' })
  corrections: IndicatorCorrection[];
}

@ObjectType({ description: 'A township among the others. 乡镇排名' })
export class IndicatorRank {
  @Field(() => IndicatorFigure, { description: 'Its figure, with how many it is about. 指标值' })
  figure: IndicatorFigure;

  @Field(() => Int, { nullable: true, description: 'Its place, the best first; none where nothing was measured. 名次' })
  rank: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Percentile 95 of all townships within a year, percentile 5 where more is better; none where there is too little. 全县P95',
  })
  bound: number | null;

  @Field(() => Boolean, {
    description: 'Whether it lies beyond that, with enough cases to say so. 是否异常',
  })
  outlier: boolean;
}

@ObjectType({ description: 'What an indicator means during one period. 指标定义' })
export class IndicatorDefinition extends VersionedPeriod {
  @Field(() => String, { description: 'Its code. 指标代码' })
  code: string;

  @Field(() => String, { description: 'Chinese name. 中文名称' })
  nameZh: string;

  @Field(() => String, { description: 'English name. 英文名称' })
  nameEn: string;

  @Field(() => String, { description: 'What is counted above. 分子说明' })
  numerator: string;

  @Field(() => String, { description: 'What is counted below. 分母说明' })
  denominator: string;

  @Field(() => String, { description: 'Which month something belongs to. 统计时间窗' })
  timeWindow: string;

  @Field(() => String, { description: 'What is left out. 排除条件' })
  exclusions: string;

  @Field(() => Attribution, { description: 'Of which side it is told. 归属方' })
  attribution: Attribution;

  @Field(() => IndicatorUnit, { description: 'What the value is. 单位' })
  unit: IndicatorUnit;

  @Field(() => Int, { nullable: true, description: 'The limit that it measures by, in minutes. 时限（分钟）' })
  limitMinutes: number | null;

  @Field(() => Boolean, { description: 'Whether more is better. 是否越高越好' })
  higherIsBetter: boolean;

  @Field(() => Float, { nullable: true, description: 'Green from here on. 绿色阈值' })
  green: number | null;

  @Field(() => Float, { nullable: true, description: 'Yellow from here on, beyond it red. 黄色阈值' })
  yellow: number | null;
}

@ArgsType()
class PlaceArgs {
  @OptionalIdField('Of which institution; the alliance where left out, elsewhere than at its head the own one. 机构')
  institutionId?: string | null;

  @OptionalIdField('Of which of its departments. 科室')
  departmentId?: string | null;
}

@ArgsType()
export class IndicatorsArgs extends PlaceArgs {
  @Field(() => String, { description: PERIOD })
  @Matches(MONTH)
  period: string;
}

@ArgsType()
export class SeriesArgs extends PlaceArgs {
  @Text(CODE_LENGTH, 'Which indicator. 指标代码')
  code: string;

  @Field(() => String, { description: 'The first month. 起始月份' })
  @Matches(MONTH)
  from: string;

  @Field(() => String, { description: 'The last month. 截止月份' })
  @Matches(MONTH)
  to: string;
}

@ArgsType()
export class RankingArgs {
  @Field(() => String, { description: PERIOD })
  @Matches(MONTH)
  period: string;

  @Text(CODE_LENGTH, 'Which indicator. 指标代码')
  code: string;

  @Field(() => String, { defaultValue: 'ALL', description: 'Which part of it. 分项' })
  @Matches(PART)
  part: string;
}

@InputType({ description: 'A month that is to be frozen. 月度关账' })
export class CloseIndicatorMonthInput {
  @Field(() => String, { description: PERIOD })
  @Matches(MONTH)
  period: string;
}

const Threshold =
  (description: string): PropertyDecorator =>
  (target, name) => {
    Field(() => Float, { nullable: true, description })(target, name);
    IsOptional()(target, name);
    IsNumber()(target, name);
    Min(0)(target, name);
    Max(LONGEST_MINUTES)(target, name);
  };

@InputType({ description: 'Another name, limit or thresholds of an indicator. 修改指标定义' })
export class ChangeIndicatorDefinitionInput extends VersionedChangeInput {
  @Text(CODE_LENGTH, 'Which indicator. 指标代码')
  code: string;

  @Text(NAME_LENGTH, 'Chinese name. 中文名称')
  nameZh: string;

  @Text(NAME_LENGTH, 'English name. 英文名称')
  nameEn: string;

  @Field(() => Int, { nullable: true, description: 'The limit that it measures by, in minutes. 时限（分钟）' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_MINUTES)
  limitMinutes?: number | null;

  @Threshold('Green from here on. 绿色阈值')
  green?: number | null;

  @Threshold('Yellow from here on, beyond it red. 黄色阈值')
  yellow?: number | null;
}
