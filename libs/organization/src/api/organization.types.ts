import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalDateScalar, connectionOf } from '#platform';
import { InstitutionKind } from '../domain/institution-kind.js';
import { ServiceDirection, ServiceHandling } from '../domain/service-offer.js';
import { StaffTitle } from '../domain/staff-title.js';

@ObjectType({ description: 'A member of the alliance. 医疗机构' })
export class Institution {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Code of the institution. 医疗机构代码' })
  code: string;

  @Field(() => [String], { description: 'What is unusual about the code; nothing is refused for it. 代码提示' })
  codeWarnings: string[];

  @Field(() => String, { nullable: true, description: 'Unified social credit code. 统一社会信用代码' })
  creditCode: string | null;

  @Field(() => String, { description: 'Full name. 名称' })
  name: string;

  @Field(() => String, { description: 'Short name. 简称' })
  shortName: string;

  @Field(() => InstitutionKind, { description: 'What it is within the alliance. 机构类别' })
  kind: InstitutionKind;

  @Field(() => ID, { nullable: true, description: 'The institution above it. 上级机构' })
  parentId: string | null;

  @Field(() => String, { nullable: true, description: 'Address. 地址' })
  address: string | null;

  @Field(() => String, { nullable: true, description: 'Phone. 电话' })
  phone: string | null;

  @Field(() => Boolean, { description: 'Whether it takes part now. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A department of an institution. 科室' })
export class Department {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'Its institution. 所属机构' })
  institutionId: string;

  @Field(() => String, { description: 'Code within the institution. 科室代码' })
  code: string;

  @Field(() => String, { description: 'Name. 名称' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Code of the specialty. 诊疗科目代码' })
  specialtyCode: string | null;

  @Field(() => String, { nullable: true, description: 'Phone. 电话' })
  phone: string | null;

  @Field(() => String, { nullable: true, description: 'Floor. 楼层' })
  floor: string | null;

  @Field(() => String, { nullable: true, description: 'Room. 房间' })
  room: string | null;

  @Field(() => Boolean, { description: 'Whether it takes referrals. 是否接收转诊' })
  acceptsReferrals: boolean;

  @Field(() => Boolean, { description: 'Whether it is open. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'Somebody who works at an institution. 工作人员' })
export class Staff {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Staff number. 工号' })
  staffNo: string;

  @Field(() => String, { description: 'Name. 姓名' })
  name: string;

  @Field(() => ID, { description: 'Home institution. 所属机构' })
  institutionId: string;

  @Field(() => ID, { nullable: true, description: 'Department. 所属科室' })
  departmentId: string | null;

  @Field(() => StaffTitle, { description: 'Professional title. 职称' })
  title: StaffTitle;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Begin of independent practice. 独立执业起始日期' })
  practiceStartedOn: string | null;

  @Field(() => [String], { description: 'Codes of specialties. 专业代码' })
  specialtyCodes: string[];

  @Field(() => String, { nullable: true, description: 'Phone, masked. 电话（脱敏）' })
  phoneMasked: string | null;

  @Field(() => Boolean, { description: 'Whether they work there now. 是否在岗' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'What a department takes referrals for. 转诊服务目录' })
export class ServiceOffer {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Department, { description: 'The department. 科室' })
  department: Department;

  @Field(() => Institution, { description: 'Its institution. 机构' })
  institution: Institution;

  @Field(() => ServiceDirection, { description: 'Which way patients come. 转诊方向' })
  direction: ServiceDirection;

  @Field(() => ServiceHandling, { description: 'How they are taken. 处理方式' })
  handling: ServiceHandling;

  @Field(() => [String], { description: 'Purposes; none means any. 转诊目的' })
  purposeCodes: string[];

  @Field(() => [String], { description: 'Beginnings of ICD-10 codes; none means any. 疾病编码范围' })
  diagnosisPrefixes: string[];

  @Field(() => Int, { nullable: true, description: 'Youngest age in full years. 最小年龄' })
  minimumAge: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age in full years. 最大年龄' })
  maximumAge: number | null;

  @Field(() => String, { nullable: true, description: 'Only this sex, GB/T 2261.1. 性别限制' })
  sex: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  note: string | null;

  @Field(() => Boolean, { description: 'Whether it stands in the directory now. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of institutions. 机构分页列表' })
export class InstitutionConnection extends connectionOf(Institution, 'institutions') {
  declare nodes: Institution[];
}

@ObjectType({ description: 'A page of staff. 人员分页列表' })
export class StaffConnection extends connectionOf(Staff, 'people') {
  declare nodes: Staff[];
}
