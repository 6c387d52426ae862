import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ReferralDeadlineKind } from '../domain/deadlines.js';
import { EscalationTarget } from '../domain/escalation.js';
import { DeadlineStatusState } from '../queries/deadline-status.reader.js';

@ObjectType({ description: 'Somebody whom a time limit has turned to, or a gap that it has passed. 超时升级' })
export class ReferralEscalation {
  @Field(() => Int, { description: 'Level; 0 for whoever is called before the limit passes. 升级级别' })
  level: number;

  @Field(() => EscalationTarget, { description: 'Whose turn it is. 升级对象' })
  target: EscalationTarget;

  @Field(() => String, { description: 'Where. 所在机构' })
  institutionName: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who, of a team the doctor; null for everybody with the role. 责任人',
  })
  staffName: string | null;

  @Field(() => Boolean, {
    description: 'Nobody was on duty or held the role; the next one was called at once. 无人值班或任职',
  })
  isGap: boolean;

  @Field(() => Date, { description: 'Since when. 升级时间' })
  escalatedAt: Date;
}

@ObjectType({ description: 'A time limit of a referral that counts now. 时限' })
export class ReferralDeadline {
  @Field(() => ReferralDeadlineKind, { description: 'What is waited for. 时限类别' })
  kind: ReferralDeadlineKind;

  @Field(() => DeadlineStatusState, { description: 'How it stands. 时限状态' })
  state: DeadlineStatusState;

  @Field(() => Int, { description: 'How far it has been escalated; 0 before it has passed. 升级级别' })
  level: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When its next level comes due, or the last one did; null while it is paused. 到期时间',
  })
  dueAt: Date | null;

  @Field(() => ReferralEscalation, {
    nullable: true,
    description: 'Who is to act; null for those whom it has waited for from the beginning. 当前责任人',
  })
  assignee: ReferralEscalation | null;

  @Field(() => [ReferralEscalation], { description: 'Everybody it has turned to, in order. 升级记录' })
  escalations: readonly ReferralEscalation[];
}
