import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsEnum } from 'class-validator';
import { ChangeInput, CreationInput, EnumField, OptionalText, PageArgs, Text, pagesOf } from '#platform';
import { BreakGlassVerdict } from '../domain/break-glass.js';
import { IdDocumentType } from '../domain/id-document-type.js';

@ObjectType({ description: 'One look at the patient. 查看记录' })
export class BreakGlassLook {
  @Field(() => Date, { description: 'When. 时间' })
  occurredAt: Date;

  @Field(() => String, { description: 'What was done, as the audit trail names it. 操作' })
  action: string;

  @Field(() => String, { nullable: true, description: 'Kind of what was looked at. 对象类型' })
  objectType: string | null;

  @Field(() => ID, { nullable: true, description: 'What was looked at. 对象编号' })
  objectId: string | null;
}

@ObjectType({ description: 'Access to a patient without a relation, in an emergency. 紧急访问' })
export class BreakGlassAccess {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The patient. 患者编号' })
  patientId: string;

  @Field(() => String, { description: 'Name of the patient, masked. 患者姓名（脱敏）' })
  patientNameMasked: string;

  @Field(() => ID, { description: 'Where the person works. 访问机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Name of that institution. 访问机构' })
  institutionName: string;

  @Field(() => String, { description: 'Who has looked. 访问人' })
  staffName: string;

  @Field(() => String, { description: 'A code of the list `patient.break-glass`. 原因代码' })
  reasonCode: string;

  @Field(() => String, { description: 'The reason in words. 原因说明' })
  comment: string;

  @Field(() => Date, { description: 'Since when. 开始时间' })
  openedAt: Date;

  @Field(() => Date, { description: 'Until when. 失效时间' })
  expiresAt: Date;

  @Field(() => BreakGlassVerdict, { nullable: true, description: 'What the review has found; null before. 核查结论' })
  verdict: BreakGlassVerdict | null;

  @Field(() => Date, { nullable: true, description: 'When it was reviewed. 核查时间' })
  reviewedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who has reviewed it. 核查人' })
  reviewedByName: string | null;

  @Field(() => String, { nullable: true, description: 'What the reviewer says. 核查说明' })
  reviewComment: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;

  @Field(() => [BreakGlassLook], { description: 'What was looked at on this basis, the first 50. 查看内容' })
  looks: BreakGlassLook[];
}

@ObjectType({ description: 'A page of accesses without a relation. 紧急访问分页列表' })
export class BreakGlassAccessConnection extends pagesOf(BreakGlassAccess, 'accesses') {
  declare nodes: BreakGlassAccess[];
}

@InputType({ description: 'A patient in an emergency whom no relation shows, by their document. 紧急访问患者' })
export class OpenPatientInEmergencyInput extends CreationInput {
  @Field(() => IdDocumentType, {
    defaultValue: IdDocumentType.RESIDENT_ID,
    description: 'Kind of the document. 证件类别',
  })
  @IsEnum(IdDocumentType)
  idType: IdDocumentType = IdDocumentType.RESIDENT_ID;

  @Text(32, 'Exact number of the document. 证件号码')
  idNumber: string;

  @Text(40, 'A code of the list `patient.break-glass`. 原因代码')
  reasonCode: string;

  @Text(500, 'What has happened. 原因说明')
  comment: string;
}

@InputType({ description: 'What a look without a relation has turned out to be. 核查紧急访问' })
export class ReviewBreakGlassAccessInput extends ChangeInput {
  @EnumField(BreakGlassVerdict, 'What the review has found. 核查结论')
  verdict: BreakGlassVerdict;

  @OptionalText(500, 'What speaks for it; mandatory where the access was not justified. 核查说明')
  comment?: string | null;
}

@ArgsType()
export class BreakGlassArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: true, description: 'Only those that nobody has reviewed. 仅待核查' })
  @IsBoolean()
  unreviewedOnly: boolean = true;
}
