import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { LocalDateScalar, NotBlank } from '#platform';
import { InstitutionKind } from '../domain/institution-kind.js';
import { StaffTitle } from '../domain/staff-title.js';

const NAME = 100;

@InputType({ isAbstract: true })
abstract class CreationInput {
  @Field(() => String, { description: 'Chosen by the client, once for each request. 幂等键' })
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey: string;
}

@InputType({ description: 'A new member of the alliance. 新增机构' })
export class RegisterInstitutionInput extends CreationInput {
  @Field(() => String, { description: 'Code of the institution, 22 characters as a rule. 医疗机构代码' })
  @NotBlank()
  @MaxLength(32)
  code: string;

  @Field(() => String, { nullable: true, description: 'Unified social credit code. 统一社会信用代码' })
  @IsOptional()
  @MaxLength(32)
  creditCode?: string | null;

  @Field(() => String, { description: 'Full name. 名称' })
  @NotBlank()
  @MaxLength(NAME)
  name: string;

  @Field(() => String, { description: 'Short name. 简称' })
  @NotBlank()
  @MaxLength(NAME)
  shortName: string;

  @Field(() => InstitutionKind, { description: 'What it is within the alliance. 机构类别' })
  @IsEnum(InstitutionKind)
  kind: InstitutionKind;

  @Field(() => String, { nullable: true, description: 'Address. 地址' })
  @IsOptional()
  @MaxLength(200)
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone. 电话' })
  @IsOptional()
  @MaxLength(50)
  phone?: string | null;
}

@InputType({ description: 'A new department. 新增科室' })
export class RegisterDepartmentInput extends CreationInput {
  @Field(() => ID, { description: 'Its institution. 所属机构' })
  @IsUUID()
  institutionId: string;

  @Field(() => String, { description: 'Code within the institution. 科室代码' })
  @Matches(/^[\w-]{1,32}$/)
  code: string;

  @Field(() => String, { description: 'Name. 名称' })
  @NotBlank()
  @MaxLength(NAME)
  name: string;

  @Field(() => String, { nullable: true, description: 'Code of the specialty. 诊疗科目代码' })
  @IsOptional()
  @MaxLength(32)
  specialtyCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone. 电话' })
  @IsOptional()
  @MaxLength(50)
  phone?: string | null;

  @Field(() => Boolean, { description: 'Whether it takes referrals. 是否接收转诊' })
  @IsBoolean()
  acceptsReferrals: boolean;
}

@InputType({ description: 'Opens or closes a department. 变更科室状态' })
export class ChangeDepartmentInput {
  @Field(() => ID, { description: 'The department. 科室' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;

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

  @Field(() => String, { description: 'Name. 姓名' })
  @NotBlank()
  @MaxLength(NAME)
  name: string;

  @Field(() => ID, { description: 'Home institution. 所属机构' })
  @IsUUID()
  institutionId: string;

  @Field(() => ID, { nullable: true, description: 'Department of that institution. 所属科室' })
  @IsOptional()
  @IsUUID()
  departmentId?: string | null;

  @Field(() => StaffTitle, { description: 'Professional title. 职称' })
  @IsEnum(StaffTitle)
  title: StaffTitle;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Begin of independent practice. 独立执业起始日期' })
  @IsOptional()
  @IsString()
  practiceStartedOn?: string | null;

  @Field(() => [String], { description: 'Codes of specialties. 专业代码' })
  @ArrayMaxSize(10)
  @MaxLength(32, { each: true })
  specialtyCodes: string[];
}

@InputType({ description: 'Minutes by road from one institution to another. 路程' })
export class SetTravelTimeInput {
  @Field(() => ID, { description: 'From where. 出发机构' })
  @IsUUID()
  fromInstitutionId: string;

  @Field(() => ID, { description: 'To where. 到达机构' })
  @IsUUID()
  toInstitutionId: string;

  @Field(() => Int, { description: 'Minutes, at most a day. 分钟' })
  @IsInt()
  @Min(1)
  @Max(1440)
  minutes: number;
}
