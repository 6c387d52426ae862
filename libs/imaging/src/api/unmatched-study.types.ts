import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ChangeInput, CreationInput, IdField, LocalDateScalar, OptionalText, PageArgs, connectionOf } from '#platform';
import { STUDY_UID } from '../domain/exam.js';
import { UnmatchedState } from '../domain/unmatched-study.transitions.js';

const LONGEST_UID = 64;
const MOST_IMAGES = 100_000;

@ObjectType({ description: 'A study that shows no exam yet. 未匹配影像' })
export class UnmatchedStudy {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'The Study Instance UID. 影像唯一标识' })
  studyInstanceUid: string;

  @Field(() => String, { nullable: true, description: 'The accession number that the images carry. 影像上的检查号' })
  accessionNo: string | null;

  @Field(() => String, { nullable: true, description: 'The name that the images carry. 影像上的姓名' })
  patientName: string | null;

  @Field(() => String, { nullable: true, description: 'What made the images: `CT`. 成像类型' })
  modality: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of the study. 检查日期' })
  studyDate: string | null;

  @Field(() => Int, { description: 'How many images it has. 图像数' })
  imageCount: number;

  @Field(() => UnmatchedState, { description: 'Whether it is bound to an exam. 状态' })
  state: UnmatchedState;

  @Field(() => Date, { description: 'When it was found. 发现时间' })
  foundAt: Date;

  @Field(() => ID, { nullable: true, description: 'The exam that it shows, as one or both people say. 拟匹配检查' })
  examId: string | null;

  @Field(() => [String], { description: 'Who says so. 提出人' })
  proposerNames: string[];

  @Field(() => Date, { nullable: true, description: 'When the second one agreed. 匹配时间' })
  matchedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who that was. 确认人' })
  matchedByName: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of studies that show no exam yet. 未匹配影像列表' })
export class UnmatchedStudyConnection extends connectionOf(UnmatchedStudy, 'studies') {}

@ArgsType()
export class UnmatchedStudiesArgs extends PageArgs {}

@InputType({ description: 'A study that somebody has found without an exam. 登记未匹配影像' })
export class RecordUnmatchedStudyInput extends CreationInput {
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

  @OptionalText(16, 'The accession number that the images carry. 影像上的检查号')
  accessionNo?: string | null;

  @OptionalText(200, 'The name that the images carry. 影像上的姓名')
  patientName?: string | null;

  @OptionalText(80, 'What made the images: `CT`. 成像类型')
  modality?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of the study. 检查日期' })
  @IsOptional()
  @IsString()
  studyDate?: string | null;
}

@InputType({ description: 'Which exam a study shows. 提出匹配' })
export class ProposeStudyMatchInput extends ChangeInput {
  @IdField('The exam. 检查编号')
  examId: string;
}

@InputType({ description: 'A proposed match that is decided. 处理匹配' })
export class DecideStudyMatchInput extends ChangeInput {}
