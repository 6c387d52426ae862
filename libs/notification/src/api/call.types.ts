import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ChangeInput, EnumField, OptionalText, pagesOf } from '#platform';
import { CallOutcome } from '../domain/call-outcome.js';
import { OutsideRelation } from '../domain/relation.js';

@ObjectType('CallTask', { description: 'A call to be made to somebody without an account. 电话任务' })
export class CallTaskType {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;

  @Field(() => ID, { description: 'The patient whom it is about. 患者编号' })
  patientId: string;

  @Field(() => OutsideRelation, { description: 'Whom to call. 与患者关系' })
  relation: OutsideRelation;

  @Field(() => String, { nullable: true, description: 'Where to call; null where no telephone is on file. 电话' })
  phone: string | null;

  @Field(() => String, { description: 'What it is about. 标题' })
  title: string;

  @Field(() => String, { description: 'What to say. 内容' })
  body: string;

  @Field(() => String, { description: 'The type of what it is about. 对象类型' })
  subjectType: string;

  @Field(() => ID, { description: 'The id of what it is about. 对象编号' })
  subjectId: string;

  @Field(() => Boolean, { description: 'Whether somebody still has to call. 是否待拨打' })
  open: boolean;

  @Field(() => Int, { description: 'How often somebody has called. 拨打次数' })
  attempts: number;

  @Field(() => Date, { description: 'Since when. 创建时间' })
  createdAt: Date;
}

@ObjectType({ description: 'A page of calls to be made. 电话任务列表' })
export class CallTaskPage extends pagesOf(CallTaskType, 'calls') {}

@InputType({ description: 'A call that was made. 登记电话' })
export class LogCallInput extends ChangeInput {
  @EnumField(CallOutcome, 'How it ended; NO_ANSWER, WRONG_NUMBER and REFUSED leave the call open. 结果')
  outcome: CallOutcome;

  @OptionalText(200, 'More about it. 备注')
  note?: string | null;
}
