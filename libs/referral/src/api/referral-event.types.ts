import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ReferralState } from '../domain/referral-state.js';

/** What everybody reads of an event, auditors and colleagues. */
@ObjectType({ isAbstract: true })
export abstract class ReferralEventFields {
  @Field(() => ID, { description: 'Identifier of the event. 编号' })
  id: string;

  @Field(() => String, { nullable: true, description: 'The action, as `permittedActions` names it. 操作' })
  action: string | null;

  @Field(() => ReferralState, { nullable: true, description: 'State before. 原状态' })
  fromState: ReferralState | null;

  @Field(() => ReferralState, { nullable: true, description: 'State after. 新状态' })
  toState: ReferralState | null;

  @Field(() => String, { nullable: true, description: 'Coded reason. 原因代码' })
  reasonCode: string | null;

  @Field(() => Date, { description: 'When it happened. 时间' })
  occurredAt: Date;

  @Field(() => ID, { description: 'Who did it. 操作人编号' })
  staffId: string;

  @Field(() => String, { nullable: true, description: 'Name of who did it; null for the system. 操作人' })
  staffName: string | null;

  @Field(() => ID, { nullable: true, description: 'In whose name it was done. 被代理人编号' })
  onBehalfOfStaffId: string | null;
}

@ObjectType({ description: 'Something that happened to a referral; never changed afterwards. 转诊事件' })
export class ReferralEvent extends ReferralEventFields {
  @Field(() => String, { nullable: true, description: 'What was said about it. 说明' })
  comment: string | null;

  @Field(() => String, { nullable: true, description: 'Name of whom it was done for. 被代理人' })
  onBehalfOfStaffName: string | null;
}
