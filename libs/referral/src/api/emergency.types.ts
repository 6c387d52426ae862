import { Field, InputType, IntersectionType, ObjectType } from '@nestjs/graphql';
import { IsDate } from 'class-validator';
import { PatientSex } from '#patient';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  Text,
} from '#platform';
import { GreenChannel } from '../domain/green-channel.js';
import { Consciousness, Priority } from '../domain/referral-state.js';

@ObjectType({ description: 'What an emergency says, and who has answered it. 急诊信息' })
export class ReferralEmergency {
  @Field(() => Consciousness, { description: 'How conscious the patient is. 意识状态' })
  consciousness: Consciousness;

  phone: string;

  @Field(() => Date, { nullable: true, description: 'When the receiver acknowledged it. 确认时间' })
  acknowledgedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who acknowledged it. 确认人' })
  acknowledgedByName: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether no doctor was on duty then, so that another one of the department answered. 是否空岗代确认',
  })
  acknowledgedInDutyGap: boolean | null;

  @Field(() => Date, { nullable: true, description: 'When the author amended it. 修正时间' })
  amendedAt: Date | null;
}

@InputType({ isAbstract: true })
class EmergencyContentInput {
  @EnumField(Priority, 'How urgent it is. 病情分级')
  priority: Priority;

  @EnumField(Consciousness, 'How conscious the patient is. 意识状态')
  consciousness: Consciousness;

  @Text(20, 'Mobile phone of whoever is with the patient. 联系电话')
  phone: string;

  @OptionalText(500, 'What has happened, in few words. 病情摘要')
  condition?: string | null;
}

@InputType({ description: 'An emergency, with the least that the receiver has to know. 急诊转诊' })
export class SubmitEmergencyReferralInput extends IntersectionType(CreationInput, EmergencyContentInput) {
  @IdField('The receiving department, of another institution. 转入科室')
  toDepartmentId: string;

  @OptionalIdField('The patient, where the caller may see them already. 患者')
  patientId?: string | null;

  @OptionalText(50, 'Otherwise their name, or what stands for it. 患者姓名或代称')
  patientName?: string | null;

  @OptionalEnumField(PatientSex, 'Sex of a patient without a document. 性别')
  patientSex?: PatientSex | null;

  @OptionalEnumField(GreenChannel, 'Opened together with it. 同时启动的绿色通道')
  greenChannel?: GreenChannel | null;
}

@InputType({ description: 'What an emergency should have said. 修正急诊转诊' })
export class AmendEmergencyReferralInput extends IntersectionType(ChangeInput, EmergencyContentInput) {}

@InputType({ description: 'A referral whose patient has arrived already. 补录转诊' })
export class RecordReferralRetrospectivelyInput extends ChangeInput {
  @Field(() => Date, { description: 'When the patient arrived. 到院时间' })
  @IsDate()
  arrivedAt: Date;
}
