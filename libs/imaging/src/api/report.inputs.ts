import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { ChangeInput, CreationInput, EnumField, IdField, OptionalText, PageArgs, Text } from '#platform';
import { ReportKind } from '../domain/report.transitions.js';

const LONGEST_CODE = 40;
const LONGEST_COMMENT = 500;
const LONGEST_FINDINGS = 4_000;
const LONGEST_CONCLUSION = 4_000;
const LONGEST_VALUE = 200;
const LONGEST_PASSWORD = 128;
const MOST_FINDINGS = 60;

@ArgsType()
export class ImagingReportArgs {
  @IdField('The version of a report. 报告编号')
  id: string;
}

@ArgsType()
export class ReportRetractionsArgs extends PageArgs {}

@ArgsType()
export class ImagingTemplatesArgs {
  @Text(LONGEST_CODE, 'The group of readers: `CT`, `ECG`. 诊断组')
  groupCode: string;
}

@InputType({ description: 'A finding that can be compared. 结构化所见' })
export class StructuredFindingInput {
  @Text(LONGEST_CODE, 'Its code in the template. 代码')
  code: string;

  @Text(LONGEST_VALUE, 'What was found. 值')
  value: string;
}

@InputType({ description: 'What a report says. 报告内容' })
export class ReportContentInput {
  @OptionalText(LONGEST_CODE, 'The template that it follows. 模板')
  templateCode?: string | null;

  @Field(() => String, { description: 'What is seen. 影像所见' })
  @IsString()
  @MaxLength(LONGEST_FINDINGS)
  findings: string;

  @Field(() => String, { description: 'What it means. 诊断意见' })
  @IsString()
  @MaxLength(LONGEST_CONCLUSION)
  conclusion: string;

  @Field(() => [StructuredFindingInput], { description: 'Findings that can be compared. 结构化所见' })
  @ArrayMaxSize(MOST_FINDINGS)
  @ValidateNested({ each: true })
  @Type(() => StructuredFindingInput)
  structured: StructuredFindingInput[];

  @Field(() => Boolean, { nullable: true, description: 'Whether something is wrong. 是否阳性' })
  @IsOptional()
  @IsBoolean()
  abnormal?: boolean | null;
}

@InputType({ description: 'Which exam is reported. 书写报告' })
export class DraftImagingReportInput extends CreationInput {
  @IdField('The exam, which the caller has claimed. 检查编号')
  examId: string;

  @Field(() => Int, { description: 'The token of the claim. 领取令牌' })
  @IsInt()
  @Min(1)
  fencingToken: number;

  @EnumField(ReportKind, 'Whether more is to come. 报告类型')
  kind: ReportKind;

  @OptionalText(LONGEST_CODE, 'The template that it begins with. 模板')
  templateCode?: string | null;
}

@InputType({ description: 'What a report says so far. 保存报告' })
export class SaveImagingReportInput extends ChangeInput {
  @Field(() => Int, { description: 'The token of the claim. 领取令牌' })
  @IsInt()
  @Min(1)
  fencingToken: number;

  @Field(() => ReportContentInput, { description: 'What it says. 报告内容' })
  @ValidateNested()
  @Type(() => ReportContentInput)
  content: ReportContentInput;
}

@InputType({ description: 'What a report says, signed. 提交报告' })
export class SubmitImagingReportInput extends SaveImagingReportInput {
  @Text(LONGEST_PASSWORD, 'The password of the caller, who signs with it. 签名密码')
  password: string;
}

@InputType({ description: 'A report that is taken up again. 继续书写报告' })
export class ResumeImagingReportInput extends ChangeInput {}

@InputType({ description: 'A report that is signed by a second person. 审核报告' })
export class ApproveImagingReportInput extends ChangeInput {
  @Text(LONGEST_PASSWORD, 'The password of the caller, who signs with it. 签名密码')
  password: string;
}

@InputType({ description: 'A report that is given back, or corrected, and why. 退回或更正报告' })
export class ImagingReportReasonInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from `worklist.return_to_reporter` or `imaging.amend`. 原因代码')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'A report that is to be taken back, and why. 申请撤回报告' })
export class RequestReportRetractionInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from `imaging.retract`. 原因代码')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;

  @Field(() => Boolean, { description: 'Whether the images are read once more. 是否重新诊断' })
  @IsBoolean()
  readAgain: boolean;
}

@InputType({ description: 'A wish to take a report back that is decided. 处理撤回申请' })
export class DecideReportRetractionInput extends ChangeInput {}
