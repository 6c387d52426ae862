import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { NotBlank, PageArgs } from '#platform';
import {
  AllergyStatus,
  Handling,
  Priority,
  ReferralSource,
  TransportFitness,
  UpState,
} from '../domain/referral-state.js';
import { ReferralBox } from '../queries/referral.queries.js';
import { DiagnosisInput } from './coded-concept.types.js';

const LONG_TEXT = 4_000;
const SHORT_TEXT = 500;

const KEY_DESCRIPTION = 'Chosen by the client, once for each request; a repeated one gets the same answer. 幂等键';

@InputType({ description: 'The clinical part of the form; a draft may leave fields empty. 临床资料' })
class ClinicalFormInput {
  @Field(() => [DiagnosisInput], { description: 'Preliminary diagnoses, the main one first. 初步印象' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses: DiagnosisInput[];

  @Field(() => String, { nullable: true, description: 'Chief complaint. 主诉' })
  @IsOptional()
  @MaxLength(SHORT_TEXT)
  chiefComplaint: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Present illness and reason of the referral. 主要现病史（转出原因）',
  })
  @IsOptional()
  @MaxLength(LONG_TEXT)
  presentIllness: string | null = null;

  @Field(() => String, { nullable: true, description: 'Past history. 主要既往史' })
  @IsOptional()
  @MaxLength(LONG_TEXT)
  pastHistory: string | null = null;

  @Field(() => AllergyStatus, { nullable: true, description: 'What is known of allergies. 过敏史情况' })
  @IsOptional()
  @IsEnum(AllergyStatus)
  allergyStatus: AllergyStatus | null = null;

  @Field(() => String, { nullable: true, description: 'Which allergies, where there are some. 过敏史说明' })
  @IsOptional()
  @MaxLength(SHORT_TEXT)
  allergyDetail: string | null = null;

  @Field(() => String, { nullable: true, description: 'Treatment so far. 治疗经过' })
  @IsOptional()
  @MaxLength(LONG_TEXT)
  treatmentCourse: string | null = null;

  @Field(() => String, { nullable: true, description: 'Medicines that the patient takes now. 当前用药' })
  @IsOptional()
  @MaxLength(LONG_TEXT)
  currentMedication: string | null = null;

  @Field(() => TransportFitness, { nullable: true, description: 'Whether the patient can be moved. 转运评估' })
  @IsOptional()
  @IsEnum(TransportFitness)
  transportFitness: TransportFitness | null = null;
}

@InputType({ isAbstract: true })
abstract class ReferralContentInput {
  @Field(() => ID, { description: 'The receiving department, of another institution. 转入科室' })
  @IsUUID()
  toDepartmentId: string;

  @Field(() => ReferralSource, { description: 'Where the patient is being treated now. 患者来源' })
  @IsEnum(ReferralSource)
  source: ReferralSource;

  @Field(() => Priority, { description: 'How urgent it is. 病情分级' })
  @IsEnum(Priority)
  priority: Priority;

  @Field(() => String, { description: 'Why, from the list `referral.purpose.up`. 转诊目的' })
  @IsString()
  @MaxLength(64)
  purposeCode: string;

  @Field(() => String, { nullable: true, description: 'More about it; mandatory for some purposes. 转诊目的说明' })
  @IsOptional()
  @MaxLength(SHORT_TEXT)
  purposeComment?: string | null;

  @Field(() => ClinicalFormInput, { description: 'Clinical part of the form. 临床资料' })
  @ValidateNested()
  @Type(() => ClinicalFormInput)
  form: ClinicalFormInput;
}

@InputType({ description: 'A new referral, as a draft. 新建转诊' })
export class DraftReferralInput extends ReferralContentInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey: string;

  @Field(() => ID, { description: 'The patient, whom the caller may see. 患者' })
  @IsUUID()
  patientId: string;
}

@InputType({ isAbstract: true })
abstract class ReferralChangeInput {
  @Field(() => ID, { description: 'The referral. 转诊编号' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: KEY_DESCRIPTION })
  @IsOptional()
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey?: string;
}

@InputType({ description: 'Which referral to act upon. 转诊操作' })
export class ReferralActionInput extends ReferralChangeInput {}

@InputType({ description: 'The whole form again, changed. 修改转诊' })
export class EditReferralInput extends ReferralContentInput {
  @Field(() => ID, { description: 'The referral. 转诊编号' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;
}

@InputType({ description: 'Sends a referral to the receiver. 提交转诊' })
export class SubmitReferralInput extends ReferralChangeInput {
  @Field(() => ID, {
    nullable: true,
    description: 'An open referral that looks like the same request and is known to be another one. 确认非重复',
  })
  @IsOptional()
  @IsUUID()
  confirmDuplicateOf?: string | null;
}

@InputType({ description: 'Accepts a claimed referral. 受理转诊' })
export class AcceptReferralInput extends ReferralChangeInput {
  @Field(() => Handling, { description: 'How the patient will be treated. 处理方式' })
  @IsEnum(Handling)
  handling: Handling;
}

@InputType({ description: 'An action that needs a coded reason. 需填写原因的操作' })
export class ReferralReasonInput extends ReferralChangeInput {
  @Field(() => String, { description: 'Code from the list of the action. 原因代码' })
  @IsString()
  @MaxLength(64)
  reasonCode: string;

  @Field(() => String, { nullable: true, description: 'More about it; mandatory for some reasons. 说明' })
  @IsOptional()
  @MaxLength(SHORT_TEXT)
  comment?: string | null;
}

@InputType({ description: 'Time and place for the patient. 安排就诊' })
export class ArrangeReferralInput extends ReferralChangeInput {
  @Field(() => Date, { description: 'When the patient is expected. 就诊时间' })
  @IsDate()
  visitTime: Date;

  @Field(() => String, { nullable: true, description: 'Floor. 楼层' })
  @IsOptional()
  @MaxLength(50)
  floor?: string | null;

  @Field(() => String, { nullable: true, description: 'Room. 诊室' })
  @IsOptional()
  @MaxLength(50)
  room?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone of the department. 联系电话' })
  @IsOptional()
  @MaxLength(50)
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Ward, for inpatients. 病区' })
  @IsOptional()
  @MaxLength(50)
  ward?: string | null;

  @Field(() => String, { nullable: true, description: 'Bed, for inpatients. 床号' })
  @IsOptional()
  @MaxLength(50)
  bed?: string | null;

  @Field(() => String, { nullable: true, description: "Phone of the nurses' station. 护士站电话" })
  @IsOptional()
  @MaxLength(50)
  nurseStationPhone?: string | null;
}

@InputType({ description: 'The code that a patient shows at the desk. 核验预约码' })
export class VerifyAppointmentCodeInput {
  @Field(() => String, { description: 'The code; blanks do not matter. 预约码' })
  @Matches(/^[\d\s-]{8,16}$/)
  code: string;
}

@InputType({ description: 'What became of the patient. 诊治结果' })
export class RecordReferralOutcomeInput extends ReferralChangeInput {
  @Field(() => [DiagnosisInput], { description: 'Diagnoses made, the main one first. 诊断结果' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses: DiagnosisInput[];

  @Field(() => String, { description: 'Treatment given. 治疗经过' })
  @NotBlank()
  @MaxLength(LONG_TEXT)
  treatment: string;

  @Field(() => String, { description: 'What the sender should know. 反馈意见' })
  @NotBlank()
  @MaxLength(LONG_TEXT)
  feedback: string;

  @Field(() => Boolean, { description: 'Whether the referral was appropriate. 转诊是否适宜' })
  @IsBoolean()
  appropriate: boolean;

  @Field(() => String, { nullable: true, description: 'Why not, where it was not. 不适宜原因' })
  @IsOptional()
  @MaxLength(SHORT_TEXT)
  inappropriateReason?: string | null;
}

@ArgsType()
export class ReferralListArgs extends PageArgs {
  @Field(() => ReferralBox, { description: 'Sent or received. 转出或转入' })
  @IsEnum(ReferralBox)
  box: ReferralBox;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those that have not ended. 仅未结束' })
  @IsBoolean()
  openOnly: boolean = false;

  @Field(() => [UpState], { nullable: true, description: 'Only in these states. 状态' })
  @IsOptional()
  @ArrayMaxSize(20)
  @IsEnum(UpState, { each: true })
  states?: UpState[] | null;
}
