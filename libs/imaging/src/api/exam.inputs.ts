import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalEnumField,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';
import { Urgency } from '#worklist';
import { STUDY_UID } from '../domain/exam.js';
import { ExamList } from '../queries/exam.queries.js';

const LONGEST_CODE = 40;
const LONGEST_COMMENT = 500;
const LONGEST_UID = 64;
const MOST_IMAGES = 100_000;

@ArgsType()
export class ExamArgs {
  @IdField('The exam. 检查编号')
  id: string;
}

@ArgsType()
export class ExamsArgs extends PageArgs {
  @EnumField(ExamList, 'Which list. 列表')
  list: ExamList;
}

@InputType({ description: 'Images of an exam, as a PACS has them. 影像' })
export class LinkedStudyInput {
  @Field(() => String, { description: 'The Study Instance UID (0020,000D). 影像唯一标识' })
  @IsString()
  @MaxLength(LONGEST_UID)
  @Matches(STUDY_UID)
  studyInstanceUid: string;

  @Field(() => Int, { description: 'How many images it has. 图像数' })
  @IsInt()
  @Min(1)
  @Max(MOST_IMAGES)
  imageCount: number;
}

@InputType({ description: 'Which item of an order is examined. 检查登记' })
export class RegisterExamInput extends CreationInput {
  @IdField('The item of the order. 申请项目编号')
  orderItemId: string;

  @Text(LONGEST_CODE, 'The group that reads it: `CT`, `ECG`. 诊断组')
  groupCode: string;

  @OptionalText(LONGEST_CODE, 'The subspecialty that reads it, if it is for one. 亚专业')
  subspecialty?: string | null;

  @OptionalEnumField(Urgency, 'Its class, where it is another one than follows from the order. 紧急程度')
  urgency?: Urgency | null;
}

@InputType({ description: 'Which exam begins. 开始检查' })
export class StartExamInput extends ChangeInput {}

@InputType({ description: 'Which exam is done. 完成检查' })
export class AcquireExamInput extends ChangeInput {
  @Field(() => LinkedStudyInput, { nullable: true, description: 'The study that shows it, if there is one yet. 影像' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LinkedStudyInput)
  study?: LinkedStudyInput | null;
}

@InputType({ description: 'Which study shows an exam. 关联影像' })
export class LinkExamStudyInput extends ChangeInput {
  @Field(() => LinkedStudyInput, { description: 'The study. 影像' })
  @ValidateNested()
  @Type(() => LinkedStudyInput)
  study: LinkedStudyInput;
}

@InputType({ description: 'Which exam the PACS is asked for. 从影像系统关联' })
export class FetchExamStudyInput extends ChangeInput {}

@InputType({ description: 'Which exam does not take place, or ends, and why. 取消或中止检查' })
export class EndExamInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from `imaging.cancel` or `imaging.abort`. 原因代码')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Which group reads an exam instead, and why. 转诊断组' })
export class MoveExamInput extends ChangeInput {
  @Text(LONGEST_CODE, 'The group that reads it from now on: `CT`, `ECG`. 诊断组')
  groupCode: string;

  @OptionalText(LONGEST_CODE, 'The subspecialty that reads it, if it is for one. 亚专业')
  subspecialty?: string | null;

  @Text(LONGEST_CODE, 'Why, from `imaging.move`. 原因代码')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Which exam is done once more, and why. 退回重做' })
export class ReturnExamForRepeatInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from `worklist.return_for_repeat`. 原因代码')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;

  @Field(() => Int, { nullable: true, description: 'The token of the claim, where the caller holds it. 领取令牌' })
  @IsOptional()
  @IsInt()
  @Min(1)
  fencingToken?: number | null;
}

@InputType({ description: 'What is critical in an exam. 影像危急值' })
export class RaiseCriticalFindingInput extends ChangeInput {
  @Text(64, 'A finding of `criticalFindings`. 危急征象代码')
  findingCode: string;
}

@InputType({ description: 'Which result the doctor who ordered has seen. 查看结果' })
export class AcknowledgeExamResultInput extends ChangeInput {}
