import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { ChangeInput, DiagnosisInput, EnumField, NotBlank, OptionalText, Text } from '#platform';
import { Suggestion } from '../domain/consultation.js';

const MOST_DIAGNOSES = 20;

@InputType({ description: 'Why an opinion that was delivered is to be amended. 开放会诊意见更正' })
export class OpenConsultationAmendmentInput extends ChangeInput {
  @Text(64, 'Why, from `consultation.amendment`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'A new version of the opinion; the id is that of the case. 撰写会诊意见' })
export class WriteConsultationOpinionInput extends ChangeInput {
  @Field(() => [DiagnosisInput], { nullable: true, description: 'Coded diagnoses, the main one first. 诊断' })
  @IsOptional()
  @ArrayMaxSize(MOST_DIAGNOSES)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses?: DiagnosisInput[] | null;

  @OptionalText(2000, 'The diagnosis in words. 诊断说明')
  diagnosisText?: string | null;

  @Text(4000, 'What is advised. 诊疗意见')
  advice: string;

  @EnumField(Suggestion, 'What is suggested to be done. 处理建议')
  suggestion: Suggestion;

  @OptionalText(2000, 'Where to, or what to examine. 建议说明')
  suggestionText?: string | null;

  @OptionalText(500, 'Why what was delivered is amended; left out for the first version. 更正原因')
  amendedBecause?: string | null;
}

@InputType({
  description: 'The words of a version that nobody has signed; the id is that of the version. 修改会诊意见',
})
export class EditConsultationOpinionInput extends ChangeInput {
  @Field(() => [DiagnosisInput], { nullable: true, description: 'Coded diagnoses, the main one first. 诊断' })
  @IsOptional()
  @ArrayMaxSize(MOST_DIAGNOSES)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses?: DiagnosisInput[] | null;

  @OptionalText(2000, 'The diagnosis in words. 诊断说明')
  diagnosisText?: string | null;

  @Text(4000, 'What is advised. 诊疗意见')
  advice: string;

  @EnumField(Suggestion, 'What is suggested to be done. 处理建议')
  suggestion: Suggestion;

  @OptionalText(2000, 'Where to, or what to examine. 建议说明')
  suggestionText?: string | null;
}

@InputType({ description: 'A signature; the id is that of the version. 签署会诊意见' })
export class SignConsultationOpinionInput extends ChangeInput {
  @Field(() => String, { description: 'The password of the caller, once more. 登录密码' })
  @NotBlank()
  @MaxLength(200)
  password: string;
}
