import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import { ChangeInput, IdField, LocalDateScalar, OptionalText, Text, pagesOf } from '#platform';
import { DuplicatePart } from '../domain/duplicate.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { PatientSex } from '../domain/sex.js';

@ObjectType({ description: 'As much of a record as it takes to see whether two are of one person. 患者档案摘要' })
export class PatientRecord {
  @Field(() => ID, { description: 'The patient. 患者编号' })
  id: string;

  @Field(() => String, { description: 'Name. 姓名' })
  name: string;

  @Field(() => PatientSex, { description: 'Sex. 性别' })
  sex: PatientSex;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Date of birth. 出生日期' })
  birthDate: string | null;

  @Field(() => IdDocumentType, { nullable: true, description: 'Kind of identity document. 证件类别' })
  idType: IdDocumentType | null;

  @Field(() => String, { nullable: true, description: 'Number of the document, masked. 证件号码（脱敏）' })
  idNumberMasked: string | null;

  @Field(() => String, { nullable: true, description: 'Phone, masked. 联系电话（脱敏）' })
  phoneMasked: string | null;

  @Field(() => String, { description: 'Where the patient was registered. 登记机构' })
  institutionName: string;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'One part of a score. 相似度明细' })
export class PatientDuplicateScorePart {
  @Field(() => DuplicatePart, { description: 'What is alike, or speaks against it. 相似项' })
  part: DuplicatePart;

  @Field(() => Int, { description: 'Points; below zero where it speaks against it. 分值' })
  points: number;
}

@ObjectType({ description: 'Two records that may be of one person. 疑似重复档案' })
export class PatientDuplicate {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => PatientRecord, { description: 'One of them. 档案一' })
  first: PatientRecord;

  @Field(() => PatientRecord, { description: 'The other one. 档案二' })
  second: PatientRecord;

  @Field(() => Int, { description: 'Sum of the parts. 相似度' })
  score: number;

  @Field(() => [PatientDuplicateScorePart], { description: 'What the score is made of. 相似度明细' })
  parts: PatientDuplicateScorePart[];

  @Field(() => Date, { description: 'When that was found. 发现时间' })
  foundAt: Date;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of pairs of records. 疑似重复档案分页列表' })
export class PatientDuplicateConnection extends pagesOf(PatientDuplicate, 'pairs') {
  declare nodes: PatientDuplicate[];
}

@InputType({
  description: 'Two records of one person; `id` is the record that becomes part of the other one. 合并患者',
})
export class MergePatientsInput extends ChangeInput {
  @IdField('The record that stands for the person from now on. 保留的患者编号')
  intoId: string;

  @Field(() => Int, { description: 'The version of it that the caller has read. 保留档案的版本号' })
  @IsInt()
  @Min(1)
  intoExpectedVersion: number;

  @Text(40, 'A code of the list `patient.merge`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about the reason; some codes ask for it. 说明')
  comment?: string | null;
}

@InputType({ description: 'A merge of the patient desk that was wrong; `id` is that of the merge. 拆分患者' })
export class SeparatePatientsInput extends ChangeInput {}

@InputType({ description: 'Two people after all. 排除疑似重复' })
export class DismissPatientDuplicateInput extends ChangeInput {
  @Text(40, 'A code of the list `patient.duplicate-dismissal`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about the reason; some codes ask for it. 说明')
  comment?: string | null;
}
