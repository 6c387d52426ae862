import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { LocalDateScalar, NotBlank, PageArgs } from '#platform';
import { ConsentKind, ConsentMethod } from '../domain/consent.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { ContactRelation, SignerRelation } from '../domain/relation.js';
import { PatientSex } from '../domain/sex.js';

const KEY_DESCRIPTION = 'Chosen by the client, once for each request; a repeated one gets the same answer. 幂等键';

@InputType({ isAbstract: true })
abstract class ContactInput {
  @Field(() => String, { nullable: true, description: 'Mobile phone. 手机号码' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Home address. 家庭住址' })
  @IsOptional()
  @MaxLength(200)
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the emergency contact. 紧急联系人' })
  @IsOptional()
  @MaxLength(50)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile phone of the emergency contact. 联系人电话' })
  @IsOptional()
  @MaxLength(20)
  contactPhone?: string | null;

  @Field(() => ContactRelation, { nullable: true, description: 'What the contact is to the patient. 与患者关系' })
  @IsOptional()
  @IsEnum(ContactRelation)
  contactRelation?: ContactRelation | null;
}

@InputType({ description: 'Somebody who stands before the caller. 登记患者' })
export class RegisterPatientInput extends ContactInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => String, { description: 'Name as on the document. 姓名' })
  @NotBlank()
  @MaxLength(50)
  name: string;

  @Field(() => IdDocumentType, { description: 'Kind of identity document. 证件类别' })
  @IsEnum(IdDocumentType)
  idType: IdDocumentType;

  @Field(() => String, { description: 'Number of the document; checked digit by digit. 证件号码' })
  @NotBlank()
  @MaxLength(32)
  idNumber: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Date of birth; a resident id says it. 出生日期' })
  @IsOptional()
  @IsString()
  birthDate?: string | null;

  @Field(() => PatientSex, { nullable: true, description: 'Sex; a resident id says it. 性别' })
  @IsOptional()
  @IsEnum(PatientSex)
  sex?: PatientSex | null;

  @Field(() => String, { nullable: true, description: 'Number of the health record. 档案编号' })
  @IsOptional()
  @MaxLength(50)
  archiveNo?: string | null;
}

@InputType({ description: 'How a patient can be reached, in full: what is left out is forgotten. 修改联系方式' })
export class ChangePatientContactInput extends ContactInput {
  @Field(() => ID, { description: 'The patient. 患者编号' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;
}

@InputType({ description: 'What the patient agrees to. 记录知情同意' })
export class RecordConsentInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => ID, { description: 'The patient. 患者编号' })
  @IsUUID()
  patientId: string;

  @Field(() => ConsentKind, { description: 'What it is for. 类别' })
  @IsEnum(ConsentKind)
  kind: ConsentKind;

  @Field(() => ConsentMethod, { description: 'How it is given. 方式' })
  @IsEnum(ConsentMethod)
  method: ConsentMethod;

  @Field(() => SignerRelation, { defaultValue: SignerRelation.SELF, description: 'Who signs. 签署人与患者关系' })
  @IsEnum(SignerRelation)
  signerRelation: SignerRelation = SignerRelation.SELF;

  @Field(() => String, { nullable: true, description: 'Name of who signs for the patient. 代签人姓名' })
  @IsOptional()
  @MaxLength(50)
  signerName?: string | null;

  @Field(() => String, { nullable: true, description: 'Why the patient does not sign. 代签原因' })
  @IsOptional()
  @MaxLength(200)
  proxyReason?: string | null;

  @Field(() => [ID], { nullable: true, description: 'For these institutions only; left out: the alliance. 适用机构' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  institutionIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Until when it counts. 失效时间' })
  @IsOptional()
  @IsDate()
  expiresAt?: Date | null;
}

@InputType({ description: 'A consent that is taken back. 撤回知情同意' })
export class WithdrawConsentInput {
  @Field(() => ID, { description: 'The consent. 知情同意编号' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;
}

@InputType({ description: 'A contract with a team of the own institution. 家庭医生签约' })
export class SignFamilyDoctorContractInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => ID, { description: 'The patient. 患者编号' })
  @IsUUID()
  patientId: string;

  @Field(() => String, { description: 'Name of the team. 团队名称' })
  @NotBlank()
  @MaxLength(50)
  teamName: string;

  @Field(() => ID, { description: 'The family doctor, of the own institution. 家庭医生' })
  @IsUUID()
  doctorStaffId: string;

  @Field(() => ID, { nullable: true, description: 'The village doctor, of a clinic of the township. 村医' })
  @IsOptional()
  @IsUUID()
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

  @Field(() => String, { nullable: true, description: 'Exact number of the document. 证件号码' })
  @IsOptional()
  @MaxLength(32)
  idNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Exact mobile phone. 手机号码' })
  @IsOptional()
  @MaxLength(20)
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Beginning of the name. 姓名（前缀）' })
  @IsOptional()
  @MaxLength(50)
  nameStartsWith?: string | null;
}
