import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalDateScalar, pagesOf } from '#platform';
import { ConsentKind, ConsentMethod } from '../domain/consent.js';
import { MergeKind } from '../domain/duplicate.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { SignerRelation } from '../domain/relation.js';
import { PatientSex } from '../domain/sex.js';

@ObjectType({ description: 'What a patient has agreed to. 知情同意' })
export class Consent {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ConsentKind, { description: 'What it is for. 类别' })
  kind: ConsentKind;

  @Field(() => ConsentMethod, { description: 'How it was given. 方式' })
  method: ConsentMethod;

  @Field(() => SignerRelation, { description: 'Who signed. 签署人与患者关系' })
  signerRelation: SignerRelation;

  signerName: string | null;

  @Field(() => String, { nullable: true, description: 'Why somebody else signed. 代签原因' })
  proxyReason: string | null;

  @Field(() => [ID], { nullable: true, description: 'For these institutions only; null: the alliance. 适用机构' })
  institutionIds: string[] | null;

  @Field(() => Int, { nullable: true, description: 'What a consultation costs, as was told, in cents. 告知费用（分）' })
  toldCostCents: number | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Which text was signed: the one of `consentTexts` that begins to count then. 文本版本生效时间',
  })
  textEffectiveFrom: Date | null;

  @Field(() => Date, { description: 'Since when it counts. 生效时间' })
  givenAt: Date;

  @Field(() => Date, { nullable: true, description: 'Until when it counts. 失效时间' })
  expiresAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was taken back. 撤回时间' })
  withdrawnAt: Date | null;

  fileUrl: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: "A patient's contract with a family-doctor team. 家庭医生签约" })
export class FamilyDoctorContract {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The team, where it is kept. 团队编号' })
  teamId: string | null;

  @Field(() => String, { description: 'Name of the team. 团队名称' })
  teamName: string;

  @Field(() => ID, { description: 'The family doctor. 家庭医生编号' })
  doctorStaffId: string;

  @Field(() => String, { description: 'Name of the family doctor. 家庭医生' })
  doctorName: string;

  @Field(() => ID, { nullable: true, description: 'The village doctor of the team. 村医编号' })
  villageDoctorStaffId: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the village doctor. 村医' })
  villageDoctorName: string | null;

  @Field(() => LocalDateScalar, { description: 'First day. 起始日期' })
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'Last day. 截止日期' })
  validTo: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day that was agreed upon, where it ended before. 原截止日期',
  })
  agreedTo: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was ended. 终止操作时间' })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'A code of the list `patient.contract-end`. 终止原因' })
  endReasonCode: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A record that has turned out to be the same person. 患者合并记录' })
export class PatientMerge {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'What the person was called there. 原姓名' })
  formerName: string;

  @Field(() => ID, { description: 'The record that stands for the person. 合并后患者编号' })
  intoPatientId: string;

  @Field(() => MergeKind, { description: 'Why two records became one. 合并类别' })
  kind: MergeKind;

  @Field(() => String, { nullable: true, description: 'A code of the list `patient.merge`. 原因代码' })
  reasonCode: string | null;

  @Field(() => Date, { description: 'When it was merged. 合并时间' })
  mergedAt: Date;

  @Field(() => String, { description: 'Who said so. 操作人' })
  mergedByName: string;

  @Field(() => Date, { nullable: true, description: 'When that was taken back. 撤销时间' })
  undoneAt: Date | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A patient of the alliance; identifiers are masked. 患者' })
export class Patient {
  @Field(() => ID, { description: 'Identifier. 编号' })
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

  @Field(() => String, { nullable: true, description: 'Number of the health record. 档案编号' })
  archiveNo: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;

  @Field(() => [Consent], { description: 'Consents, the newest first. 知情同意记录' })
  consents: Consent[];

  @Field(() => [PatientMerge], { description: 'Records that were merged into this one, the newest first. 合并记录' })
  merges: PatientMerge[];

  @Field(() => [FamilyDoctorContract], { description: 'Family-doctor contracts, the newest first. 家庭医生签约记录' })
  contracts: FamilyDoctorContract[];
}

@ObjectType({ description: 'A page of patients. 患者分页列表' })
export class PatientConnection extends pagesOf(Patient, 'patients') {
  declare nodes: Patient[];
}
