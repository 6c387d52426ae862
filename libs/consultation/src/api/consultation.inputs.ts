import { ArgsType, Field, ID, InputType, Int, IntersectionType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsDate,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { StaffTitle } from '#organization';
import {
  ChangeInput,
  CreationInput,
  DiagnosisInput,
  EnumField,
  IdField,
  OneCase,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  PageArgs,
} from '#platform';
import { ConsultationEncounter, ConsultationType } from '../domain/consultation.js';
import { ConsultationList } from '../queries/lists.js';

const MOST_DIAGNOSES = 20;
const MOST_ORDERS = 50;

/** What an invitation says until it is sent. */
@InputType({ isAbstract: true })
class ConsultationTermsInput {
  @EnumField(ConsultationEncounter, 'How the patient is cared for. 就诊类型')
  encounter: ConsultationEncounter;

  @OptionalIdField('The doctor who is with the patient. 陪同医师')
  accompanyingStaffId?: string | null;

  @OptionalIdField('A department of the centre. 拟请科室')
  wantedDepartmentId?: string | null;

  @OptionalText(64, 'The specialty that is wanted. 拟请专业')
  specialtyCode?: string | null;

  @OptionalEnumField(StaffTitle, 'The title that is wanted at least. 拟请职称')
  wantedTitle?: StaffTitle | null;

  @OptionalText(2000, 'Why. 会诊理由')
  reason?: string | null;

  @OptionalText(64, 'What for, from `consultation.purpose`. 会诊目的')
  purposeCode?: string | null;

  @OptionalText(4000, 'Summary of the record. 病历摘要')
  recordSummary?: string | null;

  @Field(() => [DiagnosisInput], { nullable: true, description: 'Coded diagnoses, the main one first. 诊断' })
  @IsOptional()
  @ArrayMaxSize(MOST_DIAGNOSES)
  @ValidateNested({ each: true })
  @Type(() => DiagnosisInput)
  diagnoses?: DiagnosisInput[] | null;

  @Field(() => Date, { nullable: true, description: 'From when on. 拟会诊时间（起）' })
  @IsOptional()
  @IsDate()
  wantedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when. 拟会诊时间（止）' })
  @IsOptional()
  @IsDate()
  wantedUntil?: Date | null;

  @Field(() => Int, { description: 'How long the session is planned, in minutes. 时长（分钟）' })
  @IsInt()
  @Min(5)
  @Max(480)
  durationMinutes: number;

  @Field(() => Int, { nullable: true, description: 'What the patient was told it costs, in cents. 费用（分）' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100000000)
  feeCents?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Orders of the same patient whose reports belong to it. 关联检查申请',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_ORDERS)
  @ArrayUnique()
  @OneCase()
  @IsUUID(undefined, { each: true })
  linkedOrderIds?: string[] | null;
}

@InputType({ description: 'An invitation as it is begun. 新建会诊' })
export class DraftConsultationInput extends IntersectionType(CreationInput, ConsultationTermsInput) {
  @EnumField(ConsultationType, 'How it is to be held. 会诊类型')
  type: ConsultationType;

  @IdField('Whom it is about. 患者')
  patientId: string;

  @IdField('Whose consultation centre is asked. 受邀方')
  centreInstitutionId: string;
}

@InputType({ description: 'An invitation as it is to read from now on. 修改会诊' })
export class EditConsultationInput extends IntersectionType(ChangeInput, ConsultationTermsInput) {}

@InputType({ description: 'A change that needs nothing more. 会诊操作' })
export class ConsultationActionInput extends ChangeInput {}

@ArgsType()
export class ConsultationListArgs extends PageArgs {
  @EnumField(ConsultationList, 'Which list. 列表')
  list: ConsultationList;
}
