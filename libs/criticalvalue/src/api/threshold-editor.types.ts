import { ArgsType, Field, Float, ID, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { IsOptional, Max, Min } from 'class-validator';
import type { Sex } from '#kernel';
import { PatientGroupInput } from '#patient';
import { OptionalIdField, OptionalText, Text, VersionedChangeInput, VersionedPeriod } from '#platform';

const LONGEST_CODE = 64;
const LONGEST_NAME = 100;
const LONGEST_UNIT = 30;
const LONGEST_TEXT = 50;
const GREATEST = 1_000_000;
const CODE = 'Code of the laboratory item. 检验项目代码';
const UNIT = 'The unit, as the laboratory measures the item. 单位';
const BELOW = 'Critical below that. 低于此值为危急';
const ABOVE = 'Critical above that. 高于此值为危急';
const WORDS = 'What is critical by itself where it is no number, instead of bounds. 定性危急结果';

@ArgsType()
export class CriticalThresholdPeriodsArgs {
  @Text(LONGEST_CODE, CODE)
  itemCode: string;
}

@ObjectType({ description: 'From which value on an item is critical, for whom, during one period. 危急值界限版本' })
export class CriticalThresholdPeriod extends VersionedPeriod {
  @Field(() => String, { description: CODE })
  itemCode: string;

  @Field(() => String, { description: 'Its name. 名称' })
  itemName: string;

  @Field(() => String, { description: UNIT })
  unit: string;

  @Field(() => ID, { nullable: true, description: 'Whose it is; null for the default of the alliance. 适用机构' })
  institutionId: string | null;

  @Field(() => String, { nullable: true, description: 'For one sex alone, GB/T 2261.1. 适用性别' })
  sex: Sex | null;

  @Field(() => Int, { nullable: true, description: 'From that day of life. 起始日龄' })
  fromAgeDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Before that day of life. 截止日龄' })
  beforeAgeDays: number | null;

  @Field(() => Float, { nullable: true, description: BELOW })
  below: number | null;

  @Field(() => Float, { nullable: true, description: ABOVE })
  above: number | null;

  @Field(() => String, { nullable: true, description: WORDS })
  text: string | null;
}

@InputType({ description: 'A threshold that judges nobody any more. 停用危急值界限' })
export class EndCriticalThresholdInput extends IntersectionType(VersionedChangeInput, PatientGroupInput) {
  @Text(LONGEST_CODE, CODE)
  itemCode: string;

  @OptionalIdField('Whose it is; the default of the alliance when left out. 适用机构')
  institutionId?: string | null;
}

@InputType({ description: 'From which value on an item is critical, for whom. 新增或修改危急值界限' })
export class ChangeCriticalThresholdInput extends EndCriticalThresholdInput {
  @Text(LONGEST_NAME, 'Its name. 名称')
  itemName: string;

  @Text(LONGEST_UNIT, UNIT)
  unit: string;

  @Field(() => Float, { nullable: true, description: BELOW })
  @IsOptional()
  @Min(-GREATEST)
  @Max(GREATEST)
  below?: number | null;

  @Field(() => Float, { nullable: true, description: ABOVE })
  @IsOptional()
  @Min(-GREATEST)
  @Max(GREATEST)
  above?: number | null;

  @OptionalText(LONGEST_TEXT, WORDS)
  text?: string | null;
}
