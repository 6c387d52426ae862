import { ArgsType, Field, Float, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Sex } from '#kernel';
import { PatientGroupInput } from '#patient';
import { OptionalText, Text, VersionedChangeInput, VersionedPeriod } from '#platform';

const LONGEST_CODE = 40;
const LONGEST_NAME = 100;
const LONGEST_UNIT = 30;
const LONGEST_TEXT = 50;
const MOST_PERCENT = 1_000;
const MOST_DAYS = 3_660;
const GREATEST = 1_000_000;
const CODE = 'Code of the item, as panels of the catalogue name it. 检验项目代码';
const BAND = 'Name of the range among those of the item, e.g. `adult-male`. 参考范围名称';

@ArgsType()
export class LabItemsArgs {
  @Field(() => String, { defaultValue: '', description: 'How the codes begin. 代码前缀' })
  @IsString()
  @MaxLength(LONGEST_CODE)
  prefix: string;
}

@ArgsType()
export class LabReferenceRangesArgs {
  @Text(LONGEST_CODE, CODE)
  itemCode: string;
}

@ObjectType({ description: 'Something that a laboratory measures, during one period. 检验项目版本' })
export class LabItemPeriod extends VersionedPeriod {
  @Field(() => String, { description: CODE })
  code: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name: string;

  @Field(() => String, { description: 'The unit of its values. 单位' })
  unit: string;

  @Field(() => String, { description: 'The group that measures it. 检验组' })
  groupCode: string;

  @Field(() => Int, { description: 'Its place in a report. 排序' })
  position: number;

  @Field(() => Int, { nullable: true, description: 'By how much of the last value it may change. 变化幅度（%）' })
  deltaPercent: number | null;

  @Field(() => Int, { nullable: true, description: 'For how long the last value counts. 比较天数' })
  deltaDays: number | null;
}

@ObjectType({ description: 'What is usual in an item, for whom, during one period. 参考范围版本' })
export class LabReferenceRangePeriod extends VersionedPeriod {
  @Field(() => String, { description: CODE })
  itemCode: string;

  @Field(() => String, { description: BAND })
  band: string;

  @Field(() => String, { nullable: true, description: 'For one sex alone, GB/T 2261.1. 适用性别' })
  sex: Sex | null;

  @Field(() => Int, { nullable: true, description: 'From that day of life. 起始日龄' })
  fromAgeDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Before that day of life. 截止日龄' })
  beforeAgeDays: number | null;

  @Field(() => Float, { nullable: true, description: 'The least that is usual. 低限' })
  low: number | null;

  @Field(() => Float, { nullable: true, description: 'The most that is usual. 高限' })
  high: number | null;

  @Field(() => String, { nullable: true, description: 'What is usual where it is no number. 定性参考值' })
  text: string | null;
}

@InputType({ description: 'Something that is no longer measured. 停用检验项目' })
export class EndLabItemInput extends VersionedChangeInput {
  @Field(() => String, { description: CODE })
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
  code: string;
}

@InputType({ description: 'Something that is measured, and how. 新增或修改检验项目' })
export class ChangeLabItemInput extends EndLabItemInput {
  @Text(LONGEST_NAME, 'Its name. 名称')
  name: string;

  @Text(LONGEST_UNIT, 'The unit of its values. 单位')
  unit: string;

  @Text(LONGEST_CODE, 'The group that measures it. 检验组')
  groupCode: string;

  @Field(() => Int, { description: 'Its place in a report. 排序' })
  @IsInt()
  @Min(0)
  @Max(GREATEST)
  position: number;

  @Field(() => Int, { nullable: true, description: 'By how much it may change; with `deltaDays`. 变化幅度（%）' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_PERCENT)
  deltaPercent?: number | null;

  @Field(() => Int, { nullable: true, description: 'For how long the last value counts. 比较天数' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  deltaDays?: number | null;
}

@InputType({ description: 'A range that no longer counts. 停用参考范围' })
export class EndLabReferenceRangeInput extends VersionedChangeInput {
  @Text(LONGEST_CODE, CODE)
  itemCode: string;

  @Field(() => String, { description: BAND })
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/)
  band: string;
}

@InputType({ description: 'What is usual in an item, for whom. 新增或修改参考范围' })
export class ChangeLabReferenceRangeInput extends IntersectionType(EndLabReferenceRangeInput, PatientGroupInput) {
  @Field(() => Float, { nullable: true, description: 'The least that is usual. 低限' })
  @IsOptional()
  @Min(-GREATEST)
  @Max(GREATEST)
  low?: number | null;

  @Field(() => Float, { nullable: true, description: 'The most that is usual. 高限' })
  @IsOptional()
  @Min(-GREATEST)
  @Max(GREATEST)
  high?: number | null;

  @OptionalText(LONGEST_TEXT, 'What is usual where it is no number, instead of bounds. 定性参考值')
  text?: string | null;
}
