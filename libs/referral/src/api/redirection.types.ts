import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ChangeInput, IdField, OptionalText, Text } from '#platform';
import { OnwardState } from '../domain/onward.transitions.js';
import { ReferralState } from '../domain/referral-state.js';

@ObjectType({ description: 'Another referral of the same way. 关联转诊' })
export class ReferralLink {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Number for people. 转诊单号' })
  referralNo: string | null;

  @Field(() => ReferralState, { description: 'How far it has come. 状态' })
  state: ReferralState;

  @Field(() => String, { description: 'Who receives it. 转入机构' })
  toInstitutionName: string;

  @Field(() => String, { description: 'The receiving department. 转入科室' })
  toDepartmentName: string;
}

@ObjectType({ description: 'The way of a referral beyond the alliance. 向外转诊' })
export class OnwardReferral {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Number for people. 转诊单号' })
  referralNo: string;

  @Field(() => OnwardState, { description: 'How far it has come. 状态' })
  state: OnwardState;

  @Field(() => Int, { description: 'Grows with each change; send it back as `expectedVersion`. 版本号' })
  version: number;

  @Field(() => String, { description: 'The hospital beyond the alliance. 外部医院' })
  institutionName: string;

  @Field(() => String, { nullable: true, description: 'Its department. 外部科室' })
  departmentName: string | null;

  @Field(() => String, { nullable: true, description: 'What it answered. 答复' })
  answer: string | null;

  @Field(() => Date, { description: 'When it was begun. 创建时间' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was sent. 发出时间' })
  sentAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the answer came. 答复时间' })
  answeredAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended. 结束时间' })
  endedAt: Date | null;
}

@InputType({ description: 'Sends a referral on to another department. 转介' })
export class RedirectReferralInput extends ChangeInput {
  @IdField('Where it goes on; the consent must cover the institution. 转介科室')
  toDepartmentId: string;

  @OptionalText(500, 'Why. 说明')
  comment?: string | null;
}

@InputType({ description: 'Sends a referral on beyond the alliance. 向外转诊' })
export class ForwardReferralOnwardInput extends ChangeInput {
  @Text(100, 'The hospital. 外部医院')
  institutionName: string;

  @OptionalText(100, 'Its department. 外部科室')
  departmentName?: string | null;

  @OptionalText(500, 'Why. 说明')
  comment?: string | null;
}

@InputType({ description: 'What the hospital beyond the alliance has answered. 外部答复' })
export class AnswerOnwardReferralInput extends ChangeInput {
  @Text(2_000, 'The answer. 答复')
  answer: string;
}
