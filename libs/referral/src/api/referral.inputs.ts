import { ArgsType, Field, InputType, IntersectionType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsDate,
  IsEnum,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  LocalDateScalar,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Text,
  DiagnosisInput,
} from '#platform';
import { LONG_TEXT } from '../domain/clinical-form.js';
import {
  AllergyStatus,
  Consciousness,
  PlannedHandling,
  Priority,
  ReferralSource,
  ReferralState,
  TransportFitness,
  TransportNeed,
} from '../domain/referral-state.js';
import { ReferralBox } from '../queries/referral.queries.js';

const SHORT_TEXT = 500;

@InputType({ description: 'The clinical part of the form; a draft may leave fields empty. 临床资料' })
class ClinicalFormInput {
  @Field(() => [DiagnosisInput], { description: 'Preliminary diagnoses, the main one first. 初步印象' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses: DiagnosisInput[];

  @OptionalText(SHORT_TEXT, 'Chief complaint. 主诉')
  chiefComplaint: string | null = null;

  @OptionalText(LONG_TEXT, 'Present illness and reason of the referral. 主要现病史（转出原因）')
  presentIllness: string | null = null;

  @OptionalText(LONG_TEXT, 'Past history. 主要既往史')
  pastHistory: string | null = null;

  @OptionalEnumField(AllergyStatus, 'What is known of allergies. 过敏史情况')
  allergyStatus: AllergyStatus | null = null;

  @OptionalText(SHORT_TEXT, 'Which allergies, where there are some. 过敏史说明')
  allergyDetail: string | null = null;

  @OptionalText(LONG_TEXT, 'Treatment so far. 治疗经过')
  treatmentCourse: string | null = null;

  @OptionalText(LONG_TEXT, 'Medicines that the patient takes now. 当前用药')
  currentMedication: string | null = null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Since when an inpatient. 入院日期' })
  @IsOptional()
  admittedOn: string | null = null;

  @OptionalText(LONG_TEXT, 'What was planned for an inpatient. 诊疗计划')
  treatmentPlan: string | null = null;

  @OptionalText(LONG_TEXT, "How an inpatient's condition has changed. 病情变化")
  conditionChange: string | null = null;

  @OptionalEnumField(TransportFitness, 'Whether the patient can be moved. 转运评估')
  transportFitness: TransportFitness | null = null;

  @Field(() => [TransportNeed], { defaultValue: [], description: 'What has to be there on the way. 转运需求' })
  @ArrayUnique()
  @IsEnum(TransportNeed, { each: true })
  transportNeeds: TransportNeed[] = [];

  @OptionalEnumField(Consciousness, 'How conscious the patient is. 意识状态')
  consciousness: Consciousness | null = null;
}

@InputType({ isAbstract: true })
class ReferralContentInput {
  @IdField('The receiving department, of another institution. 转入科室')
  toDepartmentId: string;

  @OptionalIdField('A doctor of that department whom the sender asks for. 意向接诊医生')
  wantedDoctorStaffId?: string | null;

  @OptionalEnumField(PlannedHandling, 'What the sender expects; the receiver decides. 预期处理方式')
  expectedHandling?: PlannedHandling | null;

  @EnumField(ReferralSource, 'Where the patient is being treated now. 患者来源')
  source: ReferralSource;

  @EnumField(Priority, 'How urgent it is. 病情分级')
  priority: Priority;

  @Field(() => String, { description: 'Why, from the list `referral.purpose.up`. 转诊目的' })
  @IsString()
  @MaxLength(64)
  purposeCode: string;

  @OptionalText(SHORT_TEXT, 'More about it; mandatory for some purposes. 转诊目的说明')
  purposeComment?: string | null;

  @Field(() => ClinicalFormInput, { description: 'Clinical part of the form. 临床资料' })
  @ValidateNested()
  @Type(() => ClinicalFormInput)
  form: ClinicalFormInput;
}

@InputType({ description: 'A new referral, as a draft. 新建转诊' })
export class DraftReferralInput extends IntersectionType(CreationInput, ReferralContentInput) {
  @IdField('The patient, whom the caller may see. 患者')
  patientId: string;
}

@InputType({ description: 'Which referral to act upon. 转诊操作' })
export class ReferralActionInput extends ChangeInput {}

@InputType({ description: 'The whole form again, changed. 修改转诊' })
export class EditReferralInput extends IntersectionType(ChangeInput, ReferralContentInput) {}

@InputType({ description: 'Sends a referral to the receiver. 提交转诊' })
export class SubmitReferralInput extends ChangeInput {
  @OptionalIdField('An open referral that looks like the same request and is known to be another one. 确认非重复')
  confirmDuplicateOf?: string | null;

  @OptionalText(64, 'Why this department, from `referral.routing_choice`. 去向选择原因')
  routingReasonCode?: string | null;
}

@InputType({ description: 'Accepts a claimed referral. 受理转诊' })
export class AcceptReferralInput extends ChangeInput {
  @EnumField(PlannedHandling, 'How the patient will be treated. 处理方式')
  handling: PlannedHandling;
}

@InputType({ description: 'An action that needs a coded reason. 需填写原因的操作' })
export class ReferralReasonInput extends ChangeInput {
  @Field(() => String, { description: 'Code from the list of the action. 原因代码' })
  @IsString()
  @MaxLength(64)
  reasonCode: string;

  @OptionalText(SHORT_TEXT, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'Time and place for the patient. 安排就诊' })
export class ArrangeReferralInput extends ChangeInput {
  @Field(() => Date, { description: 'When the patient is expected. 就诊时间' })
  @IsDate()
  visitTime: Date;

  @OptionalIdField('The session of which a place is taken; the visit lies within it. 预留门诊时段')
  clinicSessionId?: string | null;

  @OptionalIdField('The pool of which a bed is taken, for inpatients. 预留床位')
  bedPoolId?: string | null;

  @OptionalText(50, 'Floor. 楼层')
  floor?: string | null;

  @OptionalText(50, 'Room. 诊室')
  room?: string | null;

  @OptionalText(50, 'Phone of the department. 联系电话')
  phone?: string | null;

  @OptionalIdField('A doctor of the department who expects the patient. 就诊医生')
  doctorStaffId?: string | null;

  @OptionalText(50, 'Ward, for inpatients. 病区')
  ward?: string | null;

  @OptionalText(50, 'Bed, for inpatients. 床号')
  bed?: string | null;

  @OptionalText(50, "Phone of the nurses' station. 护士站电话")
  nurseStationPhone?: string | null;
}

@InputType({ description: 'The code that a patient shows at the desk. 核验预约码' })
export class VerifyAppointmentCodeInput {
  @Field(() => String, { description: 'The code; blanks and wide digits do not matter. 预约码' })
  @Matches(/^[\d０-９\s－-]{8,16}$/)
  code: string;
}

@InputType({ description: 'What became of the patient. 诊治结果' })
export class RecordReferralOutcomeInput extends ChangeInput {
  @Field(() => [DiagnosisInput], { description: 'Diagnoses made, at least one, the main one first. 诊断结果' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses: DiagnosisInput[];

  @Text(LONG_TEXT, 'Treatment given. 治疗经过')
  treatment: string;

  @Text(LONG_TEXT, 'What the sender should know. 反馈意见')
  feedback: string;

  @Field(() => Boolean, { description: 'Whether the referral was appropriate. 转诊是否适宜' })
  @IsBoolean()
  appropriate: boolean;

  @OptionalText(SHORT_TEXT, 'Why not, where it was not. 不适宜原因')
  inappropriateReason?: string | null;
}

@ArgsType()
export class ReferralListArgs extends PageArgs {
  @EnumField(ReferralBox, 'Sent or received. 转出或转入')
  box: ReferralBox;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those that have not ended. 仅未结束' })
  @IsBoolean()
  openOnly: boolean = false;

  @Field(() => [ReferralState], { nullable: true, description: 'Only in these states. 状态' })
  @IsOptional()
  @ArrayMaxSize(20)
  @IsEnum(ReferralState, { each: true })
  states?: ReferralState[] | null;
}
