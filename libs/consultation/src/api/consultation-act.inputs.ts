import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ChangeInput, EnumField, IdField, OneCase, OptionalIdField, OptionalText, Text } from '#platform';
import { Adoption, QualityVerdict } from '../domain/consultation.js';

const MOST_EXPERTS = 20;

@InputType({ description: 'Calls it off. 取消会诊' })
export class CancelConsultationInput extends ChangeInput {
  @Text(64, 'Why, from `consultation.cancel`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'A refusal, which states its reason. 谢绝会诊' })
export class DeclineConsultationInput extends ChangeInput {
  @Text(64, 'Why, from `consultation.decline`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'What has failed. 技术故障' })
export class FailConsultationInput extends ChangeInput {
  @Text(64, 'Why, from `consultation.failure`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

/** Experts who are to give their opinion together. */
@InputType({ isAbstract: true })
class ExpertsChoiceInput extends ChangeInput {
  @Field(() => [ID], { description: 'Whom to ask; several for several specialties alone. 专家' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EXPERTS)
  @ArrayUnique()
  @OneCase()
  @IsUUID(undefined, { each: true })
  expertIds: string[];

  @OptionalIdField('Who leads several of them; left out, the first. 主持专家')
  chairStaffId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of several are enough; left out, all of them. 最少专家数',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  requiredExperts?: number | null;
}

@InputType({ description: 'Experts and a time for all of them. 选择专家与时间' })
export class ChooseConsultationTimeInput extends ExpertsChoiceInput {
  @Field(() => Date, { description: 'When the session is to begin, on a whole minute. 开始时间' })
  @IsDate()
  startsAt: Date;
}

@InputType({ description: 'Experts, with a time or without one. 指派专家' })
export class AssignConsultationInput extends ExpertsChoiceInput {
  @Field(() => Date, {
    nullable: true,
    description: 'When the session is to begin; left out, a time is found later. 开始时间',
  })
  @IsOptional()
  @IsDate()
  startsAt?: Date | null;
}

@InputType({ description: 'A time for those who are asked. 排期' })
export class ScheduleConsultationInput extends ChangeInput {
  @Field(() => Date, { description: 'When the session is to begin, on a whole minute. 开始时间' })
  @IsDate()
  startsAt: Date;
}

@InputType({ description: 'Another time with the same experts. 改期' })
export class RescheduleConsultationInput extends ChangeInput {
  @Field(() => Date, { description: 'When the session is to begin, on a whole minute. 开始时间' })
  @IsDate()
  startsAt: Date;

  @Text(64, 'Why, from `consultation.reschedule`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'Another expert who leads. 更换主持专家' })
export class AppointConsultationChairInput extends ChangeInput {
  @IdField('Who leads from now on: one of those who have accepted. 主持专家')
  chairStaffId: string;
}

@InputType({ description: 'What is missing. 退回补充材料' })
export class ReturnConsultationInput extends ChangeInput {
  @Field(() => [String], { description: 'What is missing, from `consultation.material`. 缺少材料' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  missingCodes: string[];

  @OptionalText(500, 'More about it; mandatory for some of it. 说明')
  comment?: string | null;
}

@InputType({ description: 'What the inviting side decides. 记录采纳情况' })
export class RecordConsultationAdoptionInput extends ChangeInput {
  @EnumField(Adoption, 'Whether it follows. 采纳情况')
  adoption: Adoption;

  @OptionalText(64, 'Why not or not all of it, from `consultation.not-adopted`. 未采纳原因')
  reasonCode?: string | null;

  @OptionalText(500, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'How the inviting side found it. 评分' })
export class RateConsultationInput extends ChangeInput {
  @Field(() => Int, { description: 'One to five. 评分' })
  @IsInt()
  @Min(1)
  @Max(5)
  rating: number;

  @OptionalText(500, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'What the quality check has found. 质控' })
export class CheckConsultationQualityInput extends ChangeInput {
  @EnumField(QualityVerdict, 'How good it was. 结论')
  verdict: QualityVerdict;

  @OptionalText(500, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Makes a referral of the opinion. 转为转诊' })
export class ReferFromConsultationInput extends ChangeInput {
  @IdField('The receiving department. 转入科室')
  toDepartmentId: string;
}

@InputType({ description: 'Makes an order of the opinion. 转为检查申请' })
export class OrderFromConsultationInput extends ChangeInput {
  @Field(() => [String], { description: 'Codes of the catalogue. 项目代码' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  itemCodes: string[];

  @OptionalIdField('Where it is examined; left out, where the experts are. 检查机构')
  toInstitutionId?: string | null;
}
