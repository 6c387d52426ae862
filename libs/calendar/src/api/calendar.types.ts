import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Staff } from '#organization';
import { LocalDateScalar } from '#platform';
import { BusyKind, CommitmentKind, CommitmentState } from '../domain/commitment.js';

@ObjectType({ description: 'Something that takes the time of an expert. 专家日程' })
export class Commitment {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Staff, { description: 'Whose time. 专家' })
  expert: Staff;

  @Field(() => CommitmentKind, { description: 'What it is. 日程类型' })
  kind: CommitmentKind;

  @Field(() => CommitmentState, { description: 'Whether it stands. 状态' })
  state: CommitmentState;

  @Field(() => Date, { description: 'From when, without buffers. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'What was entered together; null for what comes from elsewhere. 系列编号',
  })
  seriesId: string | null;

  @Field(() => String, { nullable: true, description: 'Why, from the list `calendar.leave`. 休假类型' })
  reasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => Staff, { nullable: true, description: 'Who has approved the leave. 审批人' })
  approvedBy: Staff | null;

  @Field(() => Date, { nullable: true, description: 'When the leave was approved. 审批时间' })
  approvedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when it is held without being confirmed. 预留截止' })
  expiresAt: Date | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A time of every week in which an expert can be had. 每周可用时间' })
export class WeeklyAvailability {
  @Field(() => Int, { description: 'Monday 1 … Sunday 7. 星期' })
  weekday: number;

  @Field(() => String, { description: 'From which time of day, `HH:MM` in China. 起始时刻' })
  fromTime: string;

  @Field(() => String, { description: 'Until which time of day, `24:00` for its end. 结束时刻' })
  toTime: string;

  @Field(() => LocalDateScalar, { description: 'The first day on which it counts. 生效日期' })
  effectiveFrom: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day; null while no end is known. 失效日期' })
  effectiveTo: string | null;
}

@ObjectType({ description: 'A time that is free. 空闲时间' })
export class FreeTimeSpan {
  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;
}

@ObjectType({ description: 'A time that is not free, buffers included. 占用时间' })
export class BusyTimeSpan {
  @Field(() => Date, { description: 'From when. 开始时间' })
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  to: Date;

  @Field(() => BusyKind, { description: 'Why. 占用原因' })
  kind: BusyKind;
}

@ObjectType({ description: 'The calendar of an expert during some days. 专家日历' })
export class ExpertCalendar {
  @Field(() => Staff, { description: 'Whose calendar. 专家' })
  expert: Staff;

  @Field(() => Int, { description: 'Minutes kept free before a consultation. 会诊前缓冲（分钟）' })
  bufferBeforeMinutes: number;

  @Field(() => Int, { description: 'Minutes kept free after a consultation. 会诊后缓冲（分钟）' })
  bufferAfterMinutes: number;

  @Field(() => [WeeklyAvailability], {
    description: 'The weeks published from the first of those days on. 每周可用时间',
  })
  availability: WeeklyAvailability[];

  @Field(() => [Commitment], { description: 'What stands in it. 日程' })
  commitments: Commitment[];

  @Field(() => [BusyTimeSpan], { description: 'What takes time, duty and rest included. 占用时间' })
  busy: BusyTimeSpan[];

  @Field(() => [FreeTimeSpan], { description: 'What is left of the published time. 空闲时间' })
  free: FreeTimeSpan[];

  @Field(() => Int, { description: 'Grows with each publication. 版本号' })
  version: number;
}
