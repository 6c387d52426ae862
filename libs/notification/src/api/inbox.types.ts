import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IdField, OptionalEnumField, PageArgs, connectionOf } from '#platform';
import { NoticeDomain } from '../domain/notice-domain.js';
import { Urgency } from '../domain/urgency.js';

const MOST_AT_ONCE = 500;

@ObjectType({ description: 'What stands for a placeholder of the text. 文本参数' })
export class NoticeParameter {
  @Field(() => String, { description: 'Name of the placeholder. 名称' })
  name: string;

  @Field(() => String, { description: 'An id, a code or an instant. 值' })
  value: string;
}

@ObjectType({ description: 'Something that the caller is told. 消息' })
export class Notice {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Names this notice in `acknowledgeNotices(upTo)`. 游标' })
  cursor: string;

  @Field(() => NoticeDomain, { description: 'Which part of the work it belongs to. 分类' })
  domain: NoticeDomain;

  @Field(() => String, { description: 'Code of its template. 模板代码' })
  templateCode: string;

  @Field(() => Int, { description: 'Version of its template. 模板版本' })
  templateVersion: number;

  @Field(() => [NoticeParameter], { description: 'What its text is made with. 文本参数' })
  parameters: readonly NoticeParameter[];

  @Field(() => String, { description: 'Title in the language of the reader. 标题' })
  title: string;

  @Field(() => String, { description: 'Text in the language of the reader. 正文' })
  body: string;

  @Field(() => String, { description: 'What a client opens: the type of what it is about. 对象类型' })
  subjectType: string;

  @Field(() => ID, { description: 'What a client opens: the id of what it is about. 对象编号' })
  subjectId: string;

  @Field(() => Urgency, { description: 'How soon it has to be known. 紧急程度' })
  urgency: Urgency;

  @Field(() => Int, { description: '0 for those it was meant for, else the level that brought it here. 升级层级' })
  level: number;

  @Field(() => ID, {
    nullable: true,
    description:
      'In whose place the caller has it, who may act in their name; null where it was meant for the caller. 被代理人编号',
  })
  forStaffId: string | null;

  @Field(() => String, { nullable: true, description: 'Their name. 被代理人' })
  forStaffName: string | null;

  @Field(() => Date, { description: 'When it came. 送达时间' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was read. 阅读时间' })
  readAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was acknowledged. 确认时间' })
  acknowledgedAt: Date | null;
}

@ObjectType({ description: 'A page of notices. 消息列表' })
export class NoticeConnection extends connectionOf(Notice, 'notices') {}

@ObjectType({ description: 'What waits in the inbox in one part of the work. 分类计数' })
export class NoticeDomainCount {
  @Field(() => NoticeDomain, { description: 'The part of the work. 分类' })
  domain: NoticeDomain;

  @Field(() => Int, { description: 'Not read. 未读' })
  unread: number;

  @Field(() => Int, { description: 'Not acknowledged. 未确认' })
  unacknowledged: number;
}

@ObjectType({ description: 'What waits in the inbox. 消息计数' })
export class NoticeCounts {
  @Field(() => Int, { description: 'Not read. 未读' })
  unread: number;

  @Field(() => Int, { description: 'Not acknowledged. 未确认' })
  unacknowledged: number;

  @Field(() => [NoticeDomainCount], { description: 'The same by part of the work, without those with nothing. 按分类' })
  byDomain: readonly NoticeDomainCount[];
}

@ArgsType()
export class MyNoticesArgs extends PageArgs {
  @OptionalEnumField(NoticeDomain, 'Only this part of the work. 分类')
  domain?: NoticeDomain | null;

  @Field(() => Boolean, { nullable: true, description: 'Only what has not been read. 仅未读' })
  @IsOptional()
  @IsBoolean()
  unread?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only what has not been acknowledged. 仅未确认' })
  @IsOptional()
  @IsBoolean()
  unacknowledged?: boolean | null;
}

@InputType({ description: 'A notice that has been understood. 确认消息' })
export class AcknowledgeNoticeInput {
  @IdField('The notice. 消息编号')
  id: string;
}

@InputType({ description: 'Notices that have been understood: named ones, or all up to a cursor. 批量确认消息' })
export class AcknowledgeNoticesInput {
  @Field(() => [ID], { nullable: true, description: `The notices, at most ${MOST_AT_ONCE}. 消息编号` })
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(MOST_AT_ONCE)
  ids?: string[] | null;

  @OptionalEnumField(NoticeDomain, 'With `upTo`: only this part of the work. 分类')
  domain?: NoticeDomain | null;

  @Field(() => String, {
    nullable: true,
    description: 'Without `ids`: all that are not newer than the notice of this cursor, 1,000 at a time. 截止游标',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  upTo?: string | null;
}

@InputType({ description: 'Notices that have been read. 标记已读' })
export class MarkNoticesReadInput {
  @Field(() => [ID], { description: `The notices, at most ${MOST_AT_ONCE}. 消息编号` })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  ids: string[];
}
