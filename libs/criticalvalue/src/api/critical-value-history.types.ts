import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ContactOutcome, ContactRelation, CorrectionOutcome, CriticalValueState } from '../domain/critical-value.js';
import { CriticalValueTarget } from '../domain/escalation.js';

@ObjectType({ description: 'Somebody who has verified it. 核对记录' })
export class CriticalValueVerification {
  @Field(() => String, { description: 'Who. 核对人' })
  staffName: string;

  @Field(() => Date, { description: 'When. 核对时间' })
  verifiedAt: Date;

  @Field(() => Int, { description: 'Which of the values that were told it belongs to. 对应第几次结果' })
  revision: number;
}

@ObjectType({ description: 'What somebody has read back. 复述记录' })
export class CriticalValueReadBack {
  @Field(() => String, { description: 'Who. 复述人' })
  staffName: string;

  @Field(() => String, { description: 'What they said. 复述内容' })
  readBack: string;

  @Field(() => Boolean, { description: 'Whether it was what they had been told. 是否一致' })
  matches: boolean;

  @Field(() => Date, { description: 'When. 复述时间' })
  readAt: Date;

  @Field(() => Int, { description: 'Which of the values that were told it belongs to. 对应第几次结果' })
  revision: number;
}

@ObjectType({ description: 'An attempt to reach an outpatient. 联系记录' })
export class CriticalValueContact {
  @Field(() => ContactRelation, { description: 'Who was tried. 联系对象' })
  relation: ContactRelation;

  @Field(() => ContactOutcome, { description: 'What came of it. 联系结果' })
  outcome: ContactOutcome;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => String, { description: 'Who tried. 联系人' })
  staffName: string;

  @Field(() => Date, { description: 'When. 联系时间' })
  attemptedAt: Date;

  @Field(() => Int, { description: 'Which of the values that were told it belongs to. 对应第几次结果' })
  revision: number;
}

@ObjectType({ description: 'Whose turn it has been. 升级记录' })
export class CriticalValueTurn {
  @Field(() => Int, { description: 'The notice is 0, every limit that passes one more. 级别' })
  level: number;

  @Field(() => CriticalValueTarget, { description: 'Whom the chain turned to. 升级对象' })
  target: CriticalValueTarget;

  @Field(() => Boolean, { description: 'Nobody was there, so that the next one was turned to at once. 是否空岗' })
  isGap: boolean;

  @Field(() => [String], { description: 'Who was told. 被通知人' })
  staffNames: string[];

  @Field(() => Date, { description: 'When it was due. 应升级时间' })
  dueAt: Date;

  @Field(() => Date, { description: 'When it happened. 升级时间' })
  turnedAt: Date;

  @Field(() => Int, { description: 'Which of the values that were told it belongs to. 对应第几次结果' })
  revision: number;
}

@ObjectType({ description: 'A result that has become another one after it was told. 结果更正记录' })
export class CriticalValueCorrection {
  @Field(() => Int, { description: 'Which value it leads to; the first one is 1. 更正后为第几次结果' })
  revision: number;

  @Field(() => CorrectionOutcome, { description: 'Whether the right one is critical as well. 更正结论' })
  outcome: CorrectionOutcome;

  @Field(() => String, { description: 'What was told. 原结果值' })
  fromValue: string;

  @Field(() => String, { description: 'Its unit. 原单位' })
  fromUnit: string;

  @Field(() => String, { description: 'What is right instead. 更正后结果值' })
  toValue: string;

  @Field(() => String, { description: 'Its unit. 更正后单位' })
  toUnit: string;

  @Field(() => CriticalValueState, { description: 'How far it was then. 更正前状态' })
  fromState: CriticalValueState;

  @Field(() => Date, { nullable: true, description: 'When what was told had been read back. 原确认时间' })
  acknowledgedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom. 原确认人' })
  acknowledgedByName: string | null;

  @Field(() => Date, { nullable: true, description: 'When something had been done about it. 原处置时间' })
  handledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom. 原处置人' })
  handledByName: string | null;

  @Field(() => String, { nullable: true, description: 'What had been done. 原处置措施' })
  measures: string | null;

  @Field(() => Date, { description: 'When it was corrected. 更正时间' })
  correctedAt: Date;

  @Field(() => String, { nullable: true, description: 'By whom; nobody where a system has sent it. 更正人' })
  correctedByName: string | null;

  @Field(() => ID, { nullable: true, description: 'What was raised instead of one that was closed. 新危急值' })
  successorId: string | null;
}
