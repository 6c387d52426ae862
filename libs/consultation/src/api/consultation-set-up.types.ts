import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IdField, Text, VersionedChangeInput, VersionedPeriod } from '#platform';

const LONGEST_NUMBER = 100;
const LONGEST_TEMPLATE = 500;
const LAST_MINUTE = 24 * 60;
const GREATEST_WEIGHT = 1_000;
const INVITING = 'The institution that asks for advice. 邀请方机构';
const INVITED = 'The institution whose experts give it. 受邀方机构';
const NUMBER = 'Number of the agreement. 协议编号';
const TEMPLATE =
  'Address of a room over https; `{room}` stands for the room and comes after the host. 视频会诊室地址模板';
const WEIGHT = 'Share of what any of a specialty may take; 100 is an ordinary one. 份额（%）';

const Minute =
  (description: string): PropertyDecorator =>
  (target, key) => {
    Field(() => Int, { nullable: true, description: `${description}（分钟）` })(target, key);
    IsOptional()(target, key);
    IsInt()(target, key);
    Min(0)(target, key);
    Max(LAST_MINUTE)(target, key);
  };

@ObjectType({ description: 'An agreement between two institutions, during one period. 远程会诊合作协议' })
class CooperationAgreementPeriod extends VersionedPeriod {
  @Field(() => ID, { description: INVITING })
  invitingInstitutionId: string;

  @Field(() => ID, { description: INVITED })
  invitedInstitutionId: string;

  @Field(() => String, { description: NUMBER })
  agreementNo: string;
}

@ObjectType({ description: 'When an institution can sit in a consultation on working days. 机构会诊时间' })
class ConsultationHoursPeriod extends VersionedPeriod {
  @Field(() => ID, { description: 'Which institution. 机构' })
  institutionId: string;

  @Field(() => Int, { nullable: true, description: 'Begin of the morning, in minutes since midnight. 上午开始' })
  morningFrom: number | null;

  @Field(() => Int, { nullable: true, description: 'End of the morning, in minutes since midnight. 上午结束' })
  morningTo: number | null;

  @Field(() => Int, { nullable: true, description: 'Begin of the afternoon, in minutes since midnight. 下午开始' })
  afternoonFrom: number | null;

  @Field(() => Int, { nullable: true, description: 'End of the afternoon, in minutes since midnight. 下午结束' })
  afternoonTo: number | null;
}

@ObjectType({ description: 'How much an expert takes of consultations. 专家会诊份额' })
class ConsultationWeightPeriod extends VersionedPeriod {
  @Field(() => ID, { description: 'Which expert. 专家' })
  expertId: string;

  @Field(() => Int, { description: WEIGHT })
  weightPercent: number;
}

@ObjectType({ description: 'How the video rooms of a centre are reached. 视频会诊室地址' })
class ConsultationRoomPeriod extends VersionedPeriod {
  @Field(() => ID, { description: 'Centre that is asked. 会诊中心所在机构' })
  institutionId: string;

  @Field(() => String, { description: TEMPLATE })
  template: string;
}

@ObjectType({ description: 'What consultations are arranged by, with all periods. 会诊设置' })
export class ConsultationSetUpView {
  @Field(() => [CooperationAgreementPeriod], { description: 'Who may ask whom. 合作协议' })
  agreements: readonly CooperationAgreementPeriod[];

  @Field(() => [ConsultationHoursPeriod], { description: 'When institutions can sit in. 会诊时间' })
  hours: readonly ConsultationHoursPeriod[];

  @Field(() => [ConsultationWeightPeriod], { description: 'How much experts take. 份额' })
  weights: readonly ConsultationWeightPeriod[];

  @Field(() => [ConsultationRoomPeriod], { description: 'Where sessions take place. 视频会诊室' })
  rooms: readonly ConsultationRoomPeriod[];
}

@InputType({ description: 'An agreement that ends. 终止合作协议' })
export class EndCooperationAgreementInput extends VersionedChangeInput {
  @IdField(INVITING)
  invitingInstitutionId: string;

  @IdField(INVITED)
  invitedInstitutionId: string;
}

@InputType({ description: 'An agreement that begins, or gets another number. 新增或修改合作协议' })
export class ChangeCooperationAgreementInput extends EndCooperationAgreementInput {
  @Text(LONGEST_NUMBER, NUMBER)
  agreementNo: string;
}

@InputType({ description: 'Other hours; a half-day without them is closed. 修改机构会诊时间' })
export class ChangeConsultationHoursInput extends VersionedChangeInput {
  @IdField('Which institution. 机构')
  institutionId: string;

  @Minute('Begin of the morning, since midnight. 上午开始')
  morningFrom?: number | null;

  @Minute('End of the morning, since midnight. 上午结束')
  morningTo?: number | null;

  @Minute('Begin of the afternoon, since midnight. 下午开始')
  afternoonFrom?: number | null;

  @Minute('End of the afternoon, since midnight. 下午结束')
  afternoonTo?: number | null;
}

@InputType({ description: 'Another share of consultations. 修改专家会诊份额' })
export class ChangeConsultationWeightInput extends VersionedChangeInput {
  @IdField('Which expert. 专家')
  expertId: string;

  @Field(() => Int, { description: WEIGHT })
  @IsInt()
  @Min(1)
  @Max(GREATEST_WEIGHT)
  weightPercent: number;
}

@InputType({ description: 'Other video rooms; sessions that are fixed move to them. 修改视频会诊室地址' })
export class ChangeConsultationRoomInput extends VersionedChangeInput {
  @IdField('Centre that is asked. 会诊中心所在机构')
  institutionId: string;

  @Text(LONGEST_TEMPLATE, TEMPLATE)
  template: string;
}
