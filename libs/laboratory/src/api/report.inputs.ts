import { applyDecorators } from '@nestjs/common';
import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsDate, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  DateTimeScalar,
  EnumField,
  IdField,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';
import { Barcode } from './barcode.js';
import { Isolates, type LabIsolateInput } from './isolate.types.js';
import { ReportKind } from '../domain/report.transitions.js';
import { LabReportList } from '../queries/report.queries.js';

const LONGEST_CODE = 40;
const LONGEST_VALUE = 50;
const LONGEST_UNIT = 30;
const LONGEST_TEXT = 500;
const LONGEST_REPORT = 4_000;
const MOST_RESULTS = 300;
const TOKEN = 'The token of the claim under which the reader works. 认领令牌';

@ArgsType()
export class LabReportArgs {
  @IdField('The version of the report. 报告编号')
  id: string;
}

@ArgsType()
export class LabReportsArgs extends PageArgs {
  @EnumField(LabReportList, 'Which list. 列表')
  list: LabReportList;
}

@InputType({ description: 'A value of an item. 检验结果' })
export class LabResultInput {
  @Text(LONGEST_CODE, 'Code of the item. 检验项目代码')
  itemCode: string;

  @Text(LONGEST_VALUE, 'The value as it is to be reported, e.g. `4.1`, `<0.5`, `阴性`. 结果值')
  value: string;

  @Text(LONGEST_UNIT, 'Its unit; a report never converts. 单位')
  unit: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was measured; now when left out. 检测时间' })
  @IsOptional()
  @IsDate()
  measuredAt?: Date | null;
}

const Results = (least: number): PropertyDecorator =>
  applyDecorators(
    Field(() => [LabResultInput], { description: 'Values, whole or not at all. 结果' }),
    Type(() => LabResultInput),
    ValidateNested({ each: true }),
    ArrayMinSize(least),
    ArrayMaxSize(MOST_RESULTS),
  );

@InputType({ description: 'What a reader writes who holds the specimen. 录入检验结果' })
export class EnterLabResultsInput extends ChangeInput {
  @Field(() => Int, { description: TOKEN })
  @IsInt()
  @Min(0)
  fencingToken: number;

  @Results(0)
  results: LabResultInput[];

  @OptionalText(LONGEST_REPORT, 'What is seen; as it was when left out. 描述')
  description?: string | null;

  @OptionalText(LONGEST_REPORT, 'What it means; as it was when left out. 结论')
  conclusion?: string | null;

  @Isolates()
  isolates?: LabIsolateInput[] | null;
}

@InputType({ description: 'Results of one specimen, from a system or an instrument. 回传检验结果' })
export class SendLabResultsInput extends CreationInput {
  @Barcode('Barcode of the specimen. 条码')
  barcode: string;

  @Results(1)
  results: LabResultInput[];

  @Isolates()
  isolates?: LabIsolateInput[] | null;
}

@InputType({ description: 'The first signature. 提交检验报告（技术审核）' })
export class SubmitLabReportInput extends ChangeInput {
  @Field(() => Int, { description: TOKEN })
  @IsInt()
  @Min(0)
  fencingToken: number;

  @EnumField(ReportKind, 'Whether more is to come. 报告类别')
  kind: ReportKind;
}

@InputType({ description: 'A version of a report that somebody acts on. 检验报告操作' })
export class LabReportActionInput extends ChangeInput {}

@InputType({ description: 'The same for a coded reason. 检验报告操作（附原因）' })
export class LabReportReasonInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from the list that the operation names. 原因')
  reasonCode: string;

  @OptionalText(LONGEST_TEXT, 'More about it. 说明')
  comment?: string | null;
}
