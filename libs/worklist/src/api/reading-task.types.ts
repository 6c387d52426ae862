import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Staff } from '#organization';
import { LocalDateScalar, pagesOf } from '#platform';
import { ReadingState } from '../domain/reading-task.transitions.js';
import { Urgency } from '../domain/urgency.js';

@ObjectType({ description: 'Something that is read: an exam, a specimen. 诊断任务' })
export class ReadingTask {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'The group that reads it: `CT`, `ECG`. 诊断组' })
  groupCode: string;

  @Field(() => String, { description: 'What kind of thing is read: `imaging`. 来源' })
  subjectDomain: string;

  @Field(() => ID, { description: 'What is read. 检查或标本编号' })
  subjectId: string;

  @Field(() => ReadingState, { description: 'How far it has come. 状态' })
  state: ReadingState;

  @Field(() => Urgency, { description: 'Its class. 紧急程度' })
  urgency: Urgency;

  @Field(() => String, { nullable: true, description: 'The subspecialty, where it is for one. 亚专业' })
  subspecialty: string | null;

  @Field(() => Date, { description: 'When the report is due. 报告时限' })
  dueAt: Date;

  @Field(() => Date, {
    description: 'When reading must begin to be in time; less the present, the slack. 最迟开始时间',
  })
  latestStart: Date;

  @Field(() => Date, { description: 'Since when it waits. 入队时间' })
  queuedAt: Date;

  @Field(() => Int, { description: 'How many people sign. 签名级数' })
  signatures: number;

  @Field(() => Staff, { nullable: true, description: 'Who holds it. 领取人' })
  claimedBy: Staff | null;

  @Field(() => Date, { nullable: true, description: 'Until when, unless a heartbeat comes. 领取截止' })
  leaseUntil: Date | null;

  @Field(() => Int, { description: 'Comes with everything that the holder does; grows with each claim. 领取令牌' })
  fencingToken: number;

  @Field(() => Staff, { nullable: true, description: 'Who has written the report. 报告医生' })
  reporter: Staff | null;

  @Field(() => Staff, { nullable: true, description: 'Who has reviewed it. 审核医生' })
  reviewer: Staff | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of a queue. 诊断队列' })
export class ReadingTaskConnection extends pagesOf(ReadingTask, 'reading tasks') {}

@ObjectType({ description: 'What somebody has shown to be able to read. 诊断资质' })
export class ReaderCertificate {
  @Field(() => ID, { description: 'Whose. 人员编号' })
  staffId: string;

  @Field(() => String, { description: 'Their name. 姓名' })
  staffName: string;

  @Field(() => String, { description: 'The code of the certificate. 资质代码' })
  certificateCode: string;

  @Field(() => LocalDateScalar, { description: 'The first day. 生效日期' })
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'The last day. 失效日期' })
  validTo: string;
}
