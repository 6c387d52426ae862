import { Field, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  OptionalIdField,
  OptionalText,
  Text,
} from '#platform';
import { InstitutionKind } from '../domain/institution-kind.js';
import { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';
import { StaffTitle } from '../domain/staff-title.js';

const NAME = 100;
const OLDEST = 150;

@InputType({ description: 'A new member of the alliance. 新增机构' })
export class RegisterInstitutionInput extends CreationInput {
  @Text(32, 'Code of the institution, 22 characters as a rule. 医疗机构代码')
  code: string;

  @OptionalText(32, 'Unified social credit code. 统一社会信用代码')
  creditCode?: string | null;

  @Text(NAME, 'Full name. 名称')
  name: string;

  @Text(NAME, 'Short name. 简称')
  shortName: string;

  @EnumField(InstitutionKind, 'What it is within the alliance. 机构类别')
  kind: InstitutionKind;

  @OptionalIdField('The institution above it: the centre of a clinic. 上级机构')
  parentId?: string | null;

  @OptionalText(200, 'Address. 地址')
  address?: string | null;

  @OptionalText(50, 'Phone. 电话')
  phone?: string | null;
}

@InputType({ description: 'A member of the alliance as it is now; what is left out is forgotten. 变更机构信息' })
export class ChangeInstitutionInput extends ChangeInput {
  @Text(NAME, 'Full name. 名称')
  name: string;

  @Text(NAME, 'Short name. 简称')
  shortName: string;

  @OptionalText(200, 'Address. 地址')
  address?: string | null;

  @OptionalText(50, 'Phone. 电话')
  phone?: string | null;

  @Field(() => Boolean, { description: 'Whether it takes part. 是否启用' })
  @IsBoolean()
  active: boolean;
}

@InputType({ description: 'A new department. 新增科室' })
export class RegisterDepartmentInput extends CreationInput {
  @IdField('Its institution. 所属机构')
  institutionId: string;

  @Field(() => String, { description: 'Code within the institution. 科室代码' })
  @Matches(/^[\w-]{1,32}$/)
  code: string;

  @Text(NAME, 'Name. 名称')
  name: string;

  @OptionalText(32, 'Code of the specialty. 诊疗科目代码')
  specialtyCode?: string | null;

  @OptionalText(50, 'Phone. 电话')
  phone?: string | null;

  @OptionalText(20, 'Floor. 楼层')
  floor?: string | null;

  @OptionalText(50, 'Room. 房间')
  room?: string | null;

  @Field(() => Boolean, { description: 'Whether it takes referrals. 是否接收转诊' })
  @IsBoolean()
  acceptsReferrals: boolean;
}

@InputType({ description: 'Opens or closes a department. 变更科室状态' })
export class ChangeDepartmentInput extends ChangeInput {
  @Field(() => Boolean, { description: 'Whether it takes referrals. 是否接收转诊' })
  @IsBoolean()
  acceptsReferrals: boolean;

  @Field(() => Boolean, { description: 'Whether it is open. 是否启用' })
  @IsBoolean()
  active: boolean;
}

@InputType({ description: 'A new staff member. 新增人员' })
export class RegisterStaffInput extends CreationInput {
  @Field(() => String, { description: 'Staff number, unique in the alliance. 工号' })
  @Matches(/^[\w-]{1,32}$/)
  staffNo: string;

  @Text(NAME, 'Name. 姓名')
  name: string;

  @IdField('Home institution. 所属机构')
  institutionId: string;

  @OptionalIdField('Department of that institution. 所属科室')
  departmentId?: string | null;

  @EnumField(StaffTitle, 'Professional title. 职称')
  title: StaffTitle;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Begin of independent practice. 独立执业起始日期' })
  @IsOptional()
  @IsString()
  practiceStartedOn?: string | null;

  @Field(() => [String], { description: 'Codes of specialties. 专业代码' })
  @ArrayMaxSize(10)
  @MaxLength(32, { each: true })
  specialtyCodes: string[];

  @OptionalText(20, 'Mobile phone. 手机号码')
  phone?: string | null;
}

@InputType({ description: 'A staff member as they are now; what is left out is forgotten. 变更人员信息' })
export class ChangeStaffInput extends ChangeInput {
  @OptionalIdField('Department of that institution. 所属科室')
  departmentId?: string | null;

  @EnumField(StaffTitle, 'Professional title. 职称')
  title: StaffTitle;

  @OptionalText(20, 'Mobile phone. 手机号码')
  phone?: string | null;

  @Field(() => Boolean, { description: 'Whether they work there. 是否在岗' })
  @IsBoolean()
  active: boolean;
}

@InputType({ description: 'What a department takes referrals for. 新增转诊服务' })
export class RegisterServiceOfferInput extends CreationInput {
  @IdField('The department. 科室')
  departmentId: string;

  @EnumField(ServiceDirection, 'Which way patients come. 转诊方向')
  direction: ServiceDirection;

  @EnumField(ServiceHandling, 'How they are taken. 处理方式')
  handling: ServiceHandling;

  @Field(() => [String], { description: 'Codes of purposes; none means any. 转诊目的' })
  @ArrayMaxSize(20)
  @Matches(/^[a-z_]{1,64}$/, { each: true })
  purposeCodes: string[];

  @Field(() => [String], { description: 'Beginnings of ICD-10 codes; none means any. 疾病编码范围' })
  @ArrayMaxSize(200)
  @Matches(/^[A-Za-z](\d{1,2}(\.[\dA-Za-z]{0,10})?)?$/, { each: true })
  diagnosisPrefixes: string[];

  @Field(() => Int, { nullable: true, description: 'Youngest age in full years. 最小年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age in full years. 最大年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  maximumAge?: number | null;

  @Field(() => String, { nullable: true, description: 'Only this sex, `1` or `2` of GB/T 2261.1. 性别限制' })
  @IsOptional()
  @IsIn(['1', '2'])
  sex?: '1' | '2' | null;

  @OptionalText(200, 'More about it. 说明')
  note?: string | null;
}

@InputType({ description: 'An offer that ends. 撤销转诊服务' })
export class WithdrawServiceOfferInput extends ChangeInput {}

@InputType({ description: 'Minutes by road from one institution to another. 路程' })
export class SetTravelTimeInput {
  @IdField('From where. 出发机构')
  fromInstitutionId: string;

  @IdField('To where. 到达机构')
  toInstitutionId: string;

  @Field(() => Int, { description: 'Minutes, at most a day. 分钟' })
  @IsInt()
  @Min(1)
  @Max(1440)
  minutes: number;
}
