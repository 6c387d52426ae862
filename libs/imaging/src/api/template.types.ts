import { ArgsType, Field, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { EnumField, OptionalText, Text, VersionedChangeInput, VersionedPeriod } from '#platform';
import { FieldKind } from '../domain/report-content.js';
import { ImagingTemplate } from './report.types.js';

const LONGEST_CODE = 40;
const LONGEST_NAME = 100;
const LONGEST_UNIT = 30;
const LONGEST_OPTION = 100;
const LONGEST_WORDS = 4_000;
const MOST_FIELDS = 60;
const MOST_OPTIONS = 50;
const LAST_POSITION = 100_000;
const CODE = 'Its code. 模板代码';
const CODES = /^[a-z0-9][a-z0-9_]{0,39}$/;

@ArgsType()
export class ImagingTemplatePeriodsArgs {
  @Text(LONGEST_CODE, CODE)
  code: string;
}

@ObjectType({ description: 'A text to begin a report with, during one period. 报告模板版本' })
export class ImagingTemplatePeriod extends IntersectionType(VersionedPeriod, ImagingTemplate) {
  @Field(() => Int, { description: 'Its place among those of the group. 排序' })
  position: number;
}

@InputType({ description: 'A structured finding that a template asks for. 模板所见项' })
export class ImagingTemplateFieldInput {
  @Field(() => String, { description: 'Its code, once in a template. 代码' })
  @Matches(CODES)
  code: string;

  @Text(LONGEST_NAME, 'In Chinese. 中文名称')
  labelZh: string;

  @Text(LONGEST_NAME, 'In English. 英文名称')
  labelEn: string;

  @EnumField(FieldKind, 'What it is. 类型')
  kind: FieldKind;

  @OptionalText(LONGEST_UNIT, 'Its unit, of a number. 单位')
  unit?: string | null;

  @Field(() => [String], { description: 'What there is to choose, of a choice. 选项' })
  @IsArray()
  @ArrayMaxSize(MOST_OPTIONS)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_OPTION, { each: true })
  options: string[];

  @Field(() => Boolean, { description: 'Whether it must be there. 是否必填' })
  @IsBoolean()
  required: boolean;
}

@InputType({ description: 'A template that no report begins with any more. 停用报告模板' })
export class EndImagingTemplateInput extends VersionedChangeInput {
  @Field(() => String, { description: CODE })
  @Matches(CODES)
  code: string;
}

@InputType({ description: 'What a template says. 新增或修改报告模板' })
export class ChangeImagingTemplateInput extends EndImagingTemplateInput {
  @Text(LONGEST_CODE, 'For which group. 诊断组')
  groupCode: string;

  @Text(LONGEST_NAME, 'In Chinese. 中文名称')
  labelZh: string;

  @Text(LONGEST_NAME, 'In English. 英文名称')
  labelEn: string;

  @Field(() => String, { description: 'What is seen, to begin with. 所见模板' })
  @IsString()
  @MaxLength(LONGEST_WORDS)
  findings: string;

  @Field(() => String, { description: 'What it means, to begin with. 意见模板' })
  @IsString()
  @MaxLength(LONGEST_WORDS)
  conclusion: string;

  @Field(() => Int, { description: 'Its place among those of the group. 排序' })
  @IsInt()
  @Min(0)
  @Max(LAST_POSITION)
  position: number;

  @Field(() => [ImagingTemplateFieldInput], { description: 'What it asks for besides. 结构化所见项' })
  @ArrayMaxSize(MOST_FIELDS)
  @ValidateNested({ each: true })
  @Type(() => ImagingTemplateFieldInput)
  fields: ImagingTemplateFieldInput[];
}
