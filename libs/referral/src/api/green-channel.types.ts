import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DutyFunction } from '#duty';
import { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';
import { Priority } from '../domain/referral-state.js';

@ObjectType({ description: 'One step of whom to reach for a green channel. 值班呼叫顺序' })
export class GreenChannelDutyStep {
  @Field(() => DutyFunction, { description: 'As what somebody is on duty. 值班职能' })
  function: DutyFunction;

  @Field(() => ID, { description: 'At which institution. 机构编号' })
  institutionId: string;

  @Field(() => ID, { nullable: true, description: 'Of which department; null for all of it. 科室编号' })
  departmentId: string | null;

  @Field(() => Boolean, { description: 'Nobody is on duty here: the next step is called at once. 是否空岗' })
  isGap: boolean;

  @Field(() => ID, { nullable: true, description: 'Who is on duty. 值班人员编号' })
  staffId: string | null;

  @Field(() => String, { nullable: true, description: 'Where to call. 值班电话' })
  phone: string | null;
}

@ObjectType({ description: 'Where the patients of a green channel go. 绿色通道救治中心' })
export class GreenChannelCentre {
  @Field(() => ID, { description: 'The institution. 机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its short name. 机构简称' })
  institutionName: string;

  @Field(() => ID, { description: 'The department. 科室编号' })
  departmentId: string;

  @Field(() => String, { description: 'Its name. 科室名称' })
  departmentName: string;

  @Field(() => [GreenChannelDutyStep], { description: 'Whom to reach there now, one after the other. 当前值班' })
  duty: GreenChannelDutyStep[];
}

@ObjectType({ description: 'A green channel that a diagnosis leads to. 绿色通道建议' })
export class GreenChannelSuggestion {
  @Field(() => GreenChannel, { description: 'Which. 绿色通道' })
  channel: GreenChannel;

  @Field(() => Priority, { description: 'I: it is switched on; II: it is offered. 病情分级' })
  priority: Priority;

  @Field(() => String, { description: 'The diagnosis that leads to it. 触发诊断' })
  diagnosisCode: string;

  @Field(() => GreenChannelCentre, { nullable: true, description: 'Null: the alliance has named none. 救治中心' })
  centre: GreenChannelCentre | null;
}

@ObjectType({ description: 'A time as somebody has recorded or corrected it. 时间记录' })
export class GreenChannelTime {
  @Field(() => Int, { description: 'Version; send the newest back as `expectedVersion`. 版本号' })
  version: number;

  @Field(() => Date, { description: 'When it happened. 发生时间' })
  occurredAt: Date;

  @Field(() => Date, { description: 'When it was recorded. 记录时间' })
  recordedAt: Date;

  @Field(() => String, { description: 'Who recorded it. 记录人' })
  recordedBy: string;

  @Field(() => String, { description: 'At which institution. 记录机构' })
  recordedAtInstitution: string;

  @Field(() => String, { nullable: true, description: 'Why it was corrected. 更正原因' })
  reasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 更正说明' })
  comment: string | null;
}

@ObjectType({ description: 'A node of a green channel, whether it has been recorded or not. 时间节点' })
export class GreenChannelTimelineNode {
  @Field(() => GreenChannelNode, { description: 'Which. 节点' })
  node: GreenChannelNode;

  @Field(() => Date, { nullable: true, description: 'When it happened; null while missing. 发生时间' })
  occurredAt: Date | null;

  @Field(() => Boolean, { description: 'Whether nobody has recorded it. 是否缺失' })
  missing: boolean;

  @Field(() => Int, { nullable: true, description: 'Its limit in minutes. 时限（分钟）' })
  limitMinutes: number | null;

  @Field(() => GreenChannelNode, { nullable: true, description: 'What the limit counts from. 计时起点' })
  limitFrom: GreenChannelNode | null;

  @Field(() => Date, { nullable: true, description: 'Until when it has to be. 应完成时间' })
  dueAt: Date | null;

  @Field(() => Float, { nullable: true, description: 'Minutes since what the limit counts from. 间隔（分钟）' })
  intervalMinutes: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Null: nothing to judge. 是否达标' })
  withinLimit: boolean | null;

  @Field(() => [GreenChannelTime], { description: 'What was recorded and corrected, the newest first. 记录历史' })
  versions: GreenChannelTime[];
}

@ObjectType({ description: 'The green channel of a referral. 转诊绿色通道' })
export class ReferralGreenChannel {
  @Field(() => GreenChannel, { description: 'Which. 绿色通道' })
  channel: GreenChannel;

  @Field(() => Date, { description: 'When it was opened. 启动时间' })
  openedAt: Date;

  @Field(() => String, { description: 'Who opened it. 启动人' })
  openedBy: string;

  @Field(() => String, { description: 'The department that was called. 呼叫科室' })
  toldDepartment: string;

  @Field(() => DutyFunction, { nullable: true, description: 'Who was told first; null: nobody was on duty. 首呼职能' })
  toldFunction: DutyFunction | null;

  @Field(() => String, { nullable: true, description: 'Their name. 首呼人员' })
  toldStaff: string | null;

  @Field(() => [DutyFunction], { description: 'Functions before, in which nobody was on duty. 空岗职能' })
  dutyGaps: DutyFunction[];

  @Field(() => [GreenChannelTimelineNode], { description: 'Its nodes in their order. 时间轴' })
  nodes: GreenChannelTimelineNode[];
}
