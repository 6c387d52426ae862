import { ArgsType, Field, ID, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsOptional, IsString, ValidateNested } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Text,
  pagesOf,
} from '#platform';
import { TeamFunction } from '../domain/team.js';
import { PatientRecord } from './duplicate.types.js';

const MOST_MEMBERS = 50;

@ObjectType({ description: 'Somebody of a team. 团队成员' })
export class FamilyDoctorTeamMember {
  @Field(() => ID, { description: 'Who it is. 人员编号' })
  staffId: string;

  @Field(() => String, { description: 'Name. 姓名' })
  name: string;

  @Field(() => TeamFunction, { description: 'What they do in it. 职责' })
  function: TeamFunction;
}

@ObjectType({ description: 'A team of family doctors. 家庭医生团队' })
export class FamilyDoctorTeam {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Name, once in an institution. 团队名称' })
  name: string;

  @Field(() => ID, { description: 'The family doctor who answers for it. 家庭医生编号' })
  doctorStaffId: string;

  @Field(() => String, { description: 'Name of the family doctor. 家庭医生' })
  doctorName: string;

  @Field(() => [FamilyDoctorTeamMember], { description: 'Who else belongs to it. 团队成员' })
  members: FamilyDoctorTeamMember[];

  @Field(() => Boolean, { description: 'Whether it takes new contracts. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'Somebody whom a team looks after by contract. 签约居民' })
export class ContractedPatient {
  @Field(() => ID, { description: 'The contract. 签约编号' })
  id: string;

  @Field(() => PatientRecord, { description: 'Who it is. 患者档案摘要' })
  patient: PatientRecord;

  @Field(() => ID, { nullable: true, description: 'The village doctor. 村医编号' })
  villageDoctorStaffId: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the village doctor. 村医' })
  villageDoctorName: string | null;

  @Field(() => LocalDateScalar, { description: 'First day. 起始日期' })
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'Last day. 截止日期' })
  validTo: string;

  @Field(() => Int, { description: 'Grows with each change of the contract. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of patients under contract. 签约居民分页列表' })
export class ContractedPatientConnection extends pagesOf(ContractedPatient, 'patients') {
  declare nodes: ContractedPatient[];
}

@ArgsType()
export class ContractedPatientsArgs extends PageArgs {
  @IdField('The team, of the own institution. 团队')
  teamId: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Only those whose contract ends by that day. 到期日' })
  @IsOptional()
  @IsString()
  endingBy?: string | null;
}

@InputType({ description: 'Somebody of a team. 团队成员' })
export class FamilyDoctorTeamMemberInput {
  @IdField('Who it is, of the own institution. 人员')
  staffId: string;

  @EnumField(TeamFunction, 'What they do in it. 职责')
  function: TeamFunction;
}

@InputType({ isAbstract: true })
class TeamTerms {
  @Text(50, 'Name, once in an institution. 团队名称')
  name: string;

  @IdField('The family doctor who answers for it, of the own institution. 家庭医生')
  doctorStaffId: string;

  @Field(() => [FamilyDoctorTeamMemberInput], { description: 'Who else belongs to it. 团队成员' })
  @ArrayMaxSize(MOST_MEMBERS)
  @ValidateNested({ each: true })
  @Type(() => FamilyDoctorTeamMemberInput)
  members: FamilyDoctorTeamMemberInput[];
}

@InputType({ description: 'A new team of the own institution. 新建家庭医生团队' })
export class RegisterFamilyDoctorTeamInput extends IntersectionType(CreationInput, TeamTerms) {}

@InputType({ description: 'All that a team is; contracts follow. 变更家庭医生团队' })
export class ChangeFamilyDoctorTeamInput extends IntersectionType(ChangeInput, TeamTerms) {
  @Field(() => Boolean, { description: 'Whether it takes new contracts. 是否启用' })
  @IsBoolean()
  active: boolean;
}

@InputType({ description: 'Another team or village doctor for somebody under contract. 变更家庭医生签约' })
export class ChangeFamilyDoctorContractInput extends ChangeInput {
  @IdField('The team, of the own institution. 团队')
  teamId: string;

  @OptionalIdField('The village doctor; left out: none. 村医')
  villageDoctorStaffId?: string | null;
}

@InputType({ description: 'A contract that ends before its day. 终止家庭医生签约' })
export class EndFamilyDoctorContractInput extends ChangeInput {
  @Field(() => LocalDateScalar, { description: 'The last day, today or later. 最后一天' })
  @IsString()
  lastDay: string;

  @Text(40, 'A code of the list `patient.contract-end`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about the reason; some codes ask for it. 说明')
  comment?: string | null;
}
