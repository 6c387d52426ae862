import { ArgsType, Field, InputType, IntersectionType } from '@nestjs/graphql';
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
  DiagnosisInput,
} from '#platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsDate,
  IsEnum,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { LONG_TEXT } from '../domain/clinical-form.js';
import { FollowUpMethod, PatientCondition } from '../domain/follow-up.js';
import { Priority, ReferralSource } from '../domain/referral-state.js';
import { FollowUpDue } from '../queries/follow-up.queries.js';
import { ReferralReasonInput } from './referral.inputs.js';

const SHORT_TEXT = 500;
const WORDS = 100;

@InputType({ description: 'A medicine that the patient goes on taking. 带药' })
class MedicineInput {
  @Text(WORDS, 'Name. 药品名称')
  name: string;

  @Text(WORDS, 'Strength of one unit, e.g. `100 mg`. 规格')
  strength: string;

  @Text(WORDS, 'How much at a time. 剂量')
  dose: string;

  @Text(WORDS, 'How it is taken. 用法')
  route: string;

  @Text(WORDS, 'How often. 频次')
  frequency: string;

  @OptionalText(WORDS, 'For how long. 疗程')
  course: string | null = null;

  @OptionalText(SHORT_TEXT, 'More about it. 备注')
  note: string | null = null;
}

@InputType({ description: 'What is handed over; a draft may leave parts empty. 下转随访包' })
class DownPackageInput {
  @Field(() => [DiagnosisInput], { description: 'Diagnoses at discharge, the main one first. 出院诊断' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  dischargeDiagnoses: DiagnosisInput[];

  @OptionalText(LONG_TEXT, 'Summary of the treatment. 诊疗小结')
  summary: string | null = null;

  @Field(() => [MedicineInput], { description: 'Medicines. 用药方案' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MedicineInput)
  medicines: MedicineInput[];

  @OptionalText(LONG_TEXT, 'What is to be checked again, and when. 复查建议')
  recheckAdvice: string | null = null;

  @OptionalText(LONG_TEXT, 'Goals of rehabilitation. 康复目标')
  rehabilitationGoals: string | null = null;

  @OptionalText(LONG_TEXT, 'What nursing has to mind. 护理要点')
  nursingPoints: string | null = null;

  @OptionalText(LONG_TEXT, 'Symptoms at which to come back at once. 预警症状')
  warningSymptoms: string | null = null;

  @OptionalText(LONG_TEXT, 'What is to be measured. 监测指标')
  monitoringIndicators: string | null = null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the first follow-up has to be sooner. 是否高危' })
  @IsBoolean()
  highRisk: boolean = false;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the first follow-up. 首次随访日期' })
  @IsOptional()
  firstFollowUpOn: string | null = null;
}

@InputType({ isAbstract: true })
class DownContentInput {
  @IdField('The receiving department of a township centre. 转入科室')
  toDepartmentId: string;

  @OptionalIdField('The doctor who is to receive the patient; the head names one otherwise. 接收医生')
  receiverStaffId?: string | null;

  @EnumField(ReferralSource, 'Where the patient is being treated now. 患者来源')
  source: ReferralSource;

  @EnumField(Priority, 'How urgent it is. 病情分级')
  priority: Priority;

  @Field(() => String, { description: 'Why, from the list `referral.purpose.down`. 下转原因' })
  @IsString()
  @MaxLength(64)
  purposeCode: string;

  @OptionalText(SHORT_TEXT, 'More about it; mandatory for some reasons. 下转原因说明')
  purposeComment?: string | null;

  @Field(() => DownPackageInput, { description: 'What is handed over. 下转随访包' })
  @ValidateNested()
  @Type(() => DownPackageInput)
  package: DownPackageInput;
}

@InputType({ description: 'A new down-referral, as a draft. 新建下转' })
export class DraftDownReferralInput extends IntersectionType(CreationInput, DownContentInput) {
  @IdField('The patient, whom the caller may see. 患者')
  patientId: string;
}

@InputType({ description: 'A down-referral to whoever sent the patient up. 由上转发起下转' })
export class AnswerReferralInput extends CreationInput {
  @IdField('The up-referral whose patient goes back. 对应的上转')
  referralId: string;

  @Field(() => String, { description: 'Why, from the list `referral.purpose.down`. 下转原因' })
  @IsString()
  @MaxLength(64)
  purposeCode: string;

  @OptionalText(SHORT_TEXT, 'More about it; mandatory for some reasons. 下转原因说明')
  purposeComment?: string | null;
}

@InputType({ description: 'The whole down-referral again, changed. 修改下转' })
export class EditDownReferralInput extends IntersectionType(ChangeInput, DownContentInput) {}

@InputType({ description: 'Names the receiving doctor. 分配接收医生' })
export class AllocateDownReferralInput extends ChangeInput {
  @IdField('A doctor of the township centre. 接收医生')
  receiverStaffId: string;
}

@InputType({ description: 'Who looks after a patient from now on, and why. 更换随访医生' })
export class ReassignDownReferralInput extends ReferralReasonInput {
  @IdField('Another doctor of the township centre. 接收医生')
  receiverStaffId: string;
}

@InputType({ description: 'Another township for the patient. 下转改派机构' })
export class RedirectDownReferralInput extends ChangeInput {
  @IdField('The receiving department of a township centre. 转入科室')
  toDepartmentId: string;

  @OptionalIdField('The doctor who is to receive the patient; the head names one otherwise. 接收医生')
  receiverStaffId?: string | null;

  @OptionalText(SHORT_TEXT, 'Why. 说明')
  comment?: string | null;
}

@InputType({ description: 'One attempt to reach the patient. 联系记录' })
class ContactAttemptInput {
  @Field(() => Date, { description: 'When it was tried. 联系时间' })
  @IsDate()
  madeAt: Date;

  @Text(SHORT_TEXT, 'What came of it. 联系情况')
  note: string;
}

@InputType({ description: 'The patient has not come. 报告未到达' })
export class ReportNotArrivedInput extends ChangeInput {
  @Field(() => [ContactAttemptInput], { description: 'Calls that were made. 联系记录' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ContactAttemptInput)
  calls: ContactAttemptInput[];
}

@InputType({ description: 'Sends the patient up again. 再上转' })
export class ReferBackToCountyInput extends ChangeInput {
  @EnumField(Priority, 'How urgent it is. 病情分级')
  priority: Priority;

  @Field(() => String, { description: 'Why, from the list `referral.purpose.up`. 转诊目的' })
  @IsString()
  @MaxLength(64)
  purposeCode: string;

  @OptionalText(SHORT_TEXT, 'More about it; mandatory for some purposes. 转诊目的说明')
  purposeComment?: string | null;

  @OptionalIdField('The receiving department; the one that sent the patient down where it is left out. 转入科室')
  toDepartmentId?: string | null;
}

@InputType({ description: 'Something that was measured. 随访测量值' })
class MeasuredValueInput {
  @Text(WORDS, 'What was measured. 项目')
  name: string;

  @Text(WORDS, 'The value. 数值')
  value: string;

  @OptionalText(WORDS, 'Its unit. 单位')
  unit: string | null = null;
}

@InputType({ description: 'How the patient is. 记录随访' })
export class RecordFollowUpInput extends ChangeInput {
  @EnumField(FollowUpMethod, 'How it was done. 随访方式')
  method: FollowUpMethod;

  @EnumField(PatientCondition, 'How the patient is. 病情评估')
  condition: PatientCondition;

  @Field(() => [MeasuredValueInput], { description: 'What was measured. 测量值' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MeasuredValueInput)
  values: MeasuredValueInput[];

  @Text(LONG_TEXT, 'What was found and done. 随访小结')
  summary: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the next one is to be. 下次随访日期' })
  @IsOptional()
  nextOn?: string | null;
}

@InputType({ description: 'The patient was not reached. 记录未联系上' })
export class LogFollowUpNotReachedInput extends IntersectionType(ChangeInput, ContactAttemptInput) {}

@ArgsType()
export class MyFollowUpsArgs extends PageArgs {
  @Field(() => FollowUpDue, { defaultValue: FollowUpDue.ALL, description: 'Which of them. 随访到期范围' })
  @IsEnum(FollowUpDue)
  due: FollowUpDue = FollowUpDue.ALL;
}
