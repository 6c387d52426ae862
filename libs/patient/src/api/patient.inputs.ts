import { ArgsType, Field, ID, InputType, Int, IntersectionType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  NotBlank,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';
import { ConsentKind, ConsentMethod } from '../domain/consent.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { ContactRelation, SignerRelation } from '../domain/relation.js';
import { PatientSex } from '../domain/sex.js';

/** A hundred thousand yuan: more is a slip of the pen. */
const MOST_CENTS = 10_000_000;

@InputType({ isAbstract: true })
class ContactInput {
  @OptionalText(20, 'Mobile phone. 手机号码')
  phone?: string | null;

  @OptionalText(200, 'Home address. 家庭住址')
  address?: string | null;

  @OptionalText(50, 'Name of the emergency contact. 紧急联系人')
  contactName?: string | null;

  @OptionalText(20, 'Mobile phone of the emergency contact. 联系人电话')
  contactPhone?: string | null;

  @OptionalEnumField(ContactRelation, 'What the contact is to the patient. 与患者关系')
  contactRelation?: ContactRelation | null;
}

@InputType({ isAbstract: true })
class IdentityInput {
  @Text(50, 'Name as on the document. 姓名')
  name: string;

  @EnumField(IdDocumentType, 'Kind of identity document. 证件类别')
  idType: IdDocumentType;

  @Text(32, 'Number of the document; checked digit by digit. 证件号码')
  idNumber: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Date of birth; a resident id says it. 出生日期' })
  @IsOptional()
  @IsString()
  birthDate?: string | null;

  @OptionalEnumField(PatientSex, 'Sex; a resident id says it. 性别')
  sex?: PatientSex | null;
}

@InputType({ description: 'Somebody who stands before the caller. 登记患者' })
export class RegisterPatientInput extends IntersectionType(
  CreationInput,
  IntersectionType(IdentityInput, ContactInput),
) {
  @OptionalText(50, 'Number of the health record. 档案编号')
  archiveNo?: string | null;
}

@InputType({ description: 'Who a patient is who came without a document. 补录患者身份' })
export class IdentifyPatientInput extends IntersectionType(ChangeInput, IdentityInput) {}

@InputType({ description: 'Why somebody needs to see who a patient is. 查看完整身份信息' })
export class RevealPatientIdentityInput {
  @IdField('The patient. 患者编号')
  patientId: string;

  @Text(40, 'A code of the list `patient.reveal`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about the reason; some codes ask for it. 说明')
  comment?: string | null;
}

@InputType({ description: 'A merge that was wrong; `id` is that of the merge. 撤销患者合并' })
export class UndoPatientMergeInput extends ChangeInput {}

@InputType({ description: 'Somebody was taken for somebody else; `id` is that of the patient. 撤销身份补录' })
export class UndoPatientIdentificationInput extends ChangeInput {}

@InputType({ description: 'How a patient can be reached, in full: what is left out is forgotten. 修改联系方式' })
export class ChangePatientContactInput extends IntersectionType(ChangeInput, ContactInput) {}

@InputType({ description: 'What the patient agrees to. 记录知情同意' })
export class RecordConsentInput extends CreationInput {
  @IdField('The patient. 患者编号')
  patientId: string;

  @EnumField(ConsentKind, 'What it is for. 类别')
  kind: ConsentKind;

  @EnumField(ConsentMethod, 'How it is given. 方式')
  method: ConsentMethod;

  @Field(() => SignerRelation, { defaultValue: SignerRelation.SELF, description: 'Who signs. 签署人与患者关系' })
  @IsEnum(SignerRelation)
  signerRelation: SignerRelation = SignerRelation.SELF;

  @OptionalText(50, 'Name of who signs for the patient. 代签人姓名')
  signerName?: string | null;

  @OptionalText(200, 'Why the patient does not sign. 代签原因')
  proxyReason?: string | null;

  @Field(() => [ID], { nullable: true, description: 'For these institutions only; left out: the alliance. 适用机构' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  institutionIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'What a consultation costs, as the patient was told, in cents; for consultations, and needed there. 告知费用（分）',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  toldCostCents?: number | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The text that was signed, by when it began to count; left out: the one that counts now. 文本版本生效时间',
  })
  @IsOptional()
  @IsDate()
  textEffectiveFrom?: Date | null;

  @OptionalIdField('What was signed, as `POST /consent-files` has answered. 签署文件')
  fileId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Until when it counts. 失效时间' })
  @IsOptional()
  @IsDate()
  expiresAt?: Date | null;
}

@InputType({ description: 'A consent that is taken back. 撤回知情同意' })
export class WithdrawConsentInput extends ChangeInput {}

@InputType({ description: 'A contract with a team of the own institution. 家庭医生签约' })
export class SignFamilyDoctorContractInput extends CreationInput {
  @IdField('The patient. 患者编号')
  patientId: string;

  @OptionalIdField('The team, of the own institution; then name and doctor are the team’s. 团队')
  teamId?: string | null;

  @OptionalText(50, 'Name of a team that is not kept. 团队名称')
  @NotBlank()
  teamName?: string | null;

  @OptionalIdField('Its family doctor, of the own institution. 家庭医生')
  doctorStaffId?: string | null;

  @OptionalIdField('The village doctor, of a clinic of the township. 村医')
  villageDoctorStaffId?: string | null;

  @Field(() => LocalDateScalar, { description: 'First day. 起始日期' })
  @IsString()
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'Last day. 截止日期' })
  @IsString()
  validTo: string;
}

@ArgsType()
export class PatientSearchArgs extends PageArgs {
  @Field(() => IdDocumentType, {
    defaultValue: IdDocumentType.RESIDENT_ID,
    description: 'Kind of the document whose number is searched. 证件类别',
  })
  @IsEnum(IdDocumentType)
  idType: IdDocumentType = IdDocumentType.RESIDENT_ID;

  @OptionalText(32, 'Exact number of the document. 证件号码')
  idNumber?: string | null;

  @OptionalText(20, 'Exact mobile phone. 手机号码')
  phone?: string | null;

  @OptionalText(
    50,
    'Beginning of the name, in characters or by its sound: `张三`, `张s`, `zhangs`, `zs`. 姓名或拼音（前缀）',
  )
  nameStartsWith?: string | null;
}
