import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LoggedEvent } from '../queries/event-log.query.js';
import { ReferralEventFields } from './referral-event.types.js';

@ObjectType({ description: 'An event of a referral as auditors see it: ids and codes, no clinical data. 转诊事件日志' })
export class ReferralLogEntry extends ReferralEventFields implements LoggedEvent {
  @Field(() => Int, { description: 'Version of the referral from then on. 版本号' })
  version: number;

  @Field(() => String, { description: 'What it was announced as. 主题' })
  topic: string;

  @Field(() => ID, { description: 'Account. 账号' })
  accountId: string;

  @Field(() => ID, { description: 'Institution at which they acted. 操作机构' })
  institutionId: string;

  @Field(() => String, { description: 'Id of the request. 请求编号' })
  requestId: string;
}
