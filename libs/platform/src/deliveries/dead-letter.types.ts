import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { connectionOf, PageArgs } from '../graphql/connection.types.js';
import { IdField, Text } from '../graphql/input-fields.js';
import { DateTimeScalar } from '../graphql/scalars.js';

const NAME_LENGTH = 100;

@ObjectType('DeadLetter', {
  description: 'A delivery that was given up after its last attempt, without any content of it. 死信',
})
export class DeadLetterType {
  @Field(() => ID, { description: 'Id of the delivery. 编号' })
  id: string;

  @Field(() => String, { description: 'Who was to have it, e.g. `notification.inbox`. 消费者' })
  consumer: string;

  @Field(() => ID, { nullable: true, description: 'Whose it is; null where that is not known. 机构编号' })
  institutionId: string | null;

  @Field(() => ID, { nullable: true, description: 'The event that it tells of. 事件编号' })
  eventId: string | null;

  @Field(() => String, { nullable: true, description: 'What had happened, e.g. `referral.accepted`. 事件主题' })
  topic: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of thing it happened to. 对象类型' })
  aggregateType: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the thing. 对象编号' })
  aggregateId: string | null;

  @Field(() => Int, { description: 'How often it was tried. 尝试次数' })
  attempts: number;

  @Field(() => DateTimeScalar, { description: 'When it was to be made first. 产生时间' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was given up. 放弃时间' })
  failedAt: Date;

  @Field(() => String, { nullable: true, description: 'Kind of the last failure, without its words. 错误类型' })
  error: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the last failure, where it has one. 错误代码' })
  errorCode: string | null;
}

@ObjectType({ description: 'A page of dead letters, the latest first. 死信列表' })
export class DeadLetterConnection extends connectionOf(DeadLetterType, 'dead letters') {}

@ArgsType()
export class DeadLetterArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Those of one consumer only. 消费者' })
  @IsOptional()
  @IsString()
  @MaxLength(NAME_LENGTH)
  consumer?: string | null;
}

@InputType({ description: 'One delivery to be tried once more. 重发一条' })
export class ResendDeadLetterInput {
  @IdField('Id of the dead letter. 编号')
  id: string;
}

@InputType({ description: 'The dead letters of one consumer, to be tried once more. 批量重发' })
export class ResendDeadLettersInput {
  @Text(NAME_LENGTH, 'Whose dead letters. 消费者')
  consumer: string;
}
