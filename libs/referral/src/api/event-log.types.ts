import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ReferralState } from '../domain/referral-state.js';
import type { LoggedEvent } from '../queries/event-log.query.js';

@ObjectType({ description: 'An event of a referral as auditors see it: ids and codes, no clinical data. 转诊事件日志' })
export class ReferralLogEntry implements LoggedEvent {
  @Field(() => ID, { description: 'Id of the event. 编号' })
  id: string;

  @Field(() => Int, { description: 'Version of the referral from then on. 版本号' })
  version: number;

  @Field(() => String, { description: 'What it was announced as. 主题' })
  topic: string;

  @Field(() => String, { nullable: true, description: 'The action. 操作' })
  action: string | null;

  @Field(() => ReferralState, { nullable: true, description: 'State before. 原状态' })
  fromState: ReferralState | null;

  @Field(() => ReferralState, { nullable: true, description: 'State after. 新状态' })
  toState: ReferralState | null;

  @Field(() => String, { nullable: true, description: 'Coded reason. 原因代码' })
  reasonCode: string | null;

  @Field(() => Date, { description: 'When it happened. 时间' })
  occurredAt: Date;

  @Field(() => ID, { description: 'Account. 账号' })
  accountId: string;

  @Field(() => ID, { description: 'Who did it. 操作人编号' })
  staffId: string;

  @Field(() => String, { nullable: true, description: 'Name of who did it; null for the system. 操作人' })
  staffName: string | null;

  @Field(() => ID, { nullable: true, description: 'In whose name it was done. 被代理人编号' })
  onBehalfOfStaffId: string | null;

  @Field(() => ID, { description: 'Institution at which they acted. 操作机构' })
  institutionId: string;

  @Field(() => String, { description: 'Id of the request. 请求编号' })
  requestId: string;
}
