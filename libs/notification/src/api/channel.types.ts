import { ArgsType, Field, ID, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsEnum, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalEnumField,
  OptionalIdField,
  OptionalText,
  PageArgs,
  Text,
  pagesOf,
} from '#platform';
import { ChannelKind } from '../domain/channel-kind.js';
import { DeliveryState } from '../domain/delivery-state.js';
import { NoticeDomain } from '../domain/notice-domain.js';
import { Urgency } from '../domain/urgency.js';

const NAME = 100;
const ADDRESS = 500;
const SECRET = 200;
const URL_IS =
  'Where to, without secrets: `https://host/path`, `smtp://host:25`, or `smtps://host` with TLS from the beginning. 地址';
const SECRET_IS =
  'Webhook: `whsec_…`; WeCom: key of the robot; DingTalk: signing secret; SMTP: password. Never answered back. 密钥';

@ObjectType({ description: 'A way out of the platform that an institution has. 消息通道' })
export class NoticeChannel {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ChannelKind, { description: 'What kind it is. 通道类型' })
  kind: ChannelKind;

  @Field(() => String, { description: 'What administrators call it. 名称' })
  name: string;

  @Field(() => String, { description: URL_IS })
  url: string;

  @Field(() => ID, { nullable: true, description: 'Only what concerns this department; null for all. 科室编号' })
  departmentId: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail: the address it comes from. 发件人' })
  sender: string | null;

  @Field(() => [String], { nullable: true, description: 'E-mail: the mailboxes it goes to. 收件人' })
  mailTo: string[] | null;

  @Field(() => Urgency, { description: 'It carries what is at least as urgent. 最低紧急程度' })
  lowestUrgency: Urgency;

  @Field(() => [NoticeDomain], { nullable: true, description: 'Only these parts of the work; null for all. 消息分类' })
  domains: NoticeDomain[] | null;

  @Field(() => Boolean, { description: 'Whether a secret is on file. 是否已配置密钥' })
  hasSecret: boolean;

  @Field(() => Boolean, { description: 'Whether it is used. 是否启用' })
  active: boolean;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of channels. 消息通道列表' })
export class NoticeChannelPage extends pagesOf(NoticeChannel, 'channels') {}

@ObjectType({ description: 'A message to the outside, and how it went. 发送记录' })
export class NoticeDelivery {
  @Field(() => ID, { description: 'Identifier; a webhook gets it as `webhook-id`. 编号' })
  id: string;

  @Field(() => ID, { description: 'The channel. 通道编号' })
  channelId: string;

  @Field(() => ChannelKind, { description: 'Kind of the channel. 通道类型' })
  kind: ChannelKind;

  @Field(() => String, { description: 'Code of the template. 模板代码' })
  templateCode: string;

  @Field(() => DeliveryState, { description: 'How far it has come. 发送状态' })
  state: DeliveryState;

  @Field(() => Int, { description: 'How often it was tried. 尝试次数' })
  attempts: number;

  @Field(() => Int, { nullable: true, description: 'What the other side answered last. 最近应答码' })
  status: number | null;

  @Field(() => String, { nullable: true, description: 'Kind of the last failure. 最近失败原因' })
  failure: string | null;

  @Field(() => Date, { description: 'When it was asked for. 创建时间' })
  createdAt: Date;

  @Field(() => Date, { description: 'When it may go. 计划发送时间' })
  dueAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was taken or given up. 结束时间' })
  endedAt: Date | null;
}

@ObjectType({ description: 'A page of messages to the outside. 发送记录列表' })
export class NoticeDeliveryPage extends pagesOf(NoticeDelivery, 'deliveries') {}

@ArgsType()
export class NoticeDeliveriesArgs extends PageArgs {
  @OptionalIdField('Only over this channel. 通道编号')
  channelId?: string | null;

  @OptionalEnumField(DeliveryState, 'Only those that have come this far. 发送状态')
  state?: DeliveryState | null;
}

/** What is told of a channel when it is added and when it is changed. */
@InputType({ isAbstract: true })
class ChannelSettings {
  @Text(NAME, 'What administrators call it. 名称')
  name: string;

  @Text(ADDRESS, URL_IS)
  url: string;

  @OptionalIdField('Only what concerns this department. 科室编号')
  departmentId?: string | null;

  @OptionalText(SECRET, SECRET_IS)
  secret?: string | null;

  @OptionalText(SECRET, 'DingTalk: access token of the robot. 访问令牌')
  accessToken?: string | null;

  @OptionalText(SECRET, 'SMTP: the name to sign in with. 邮箱账号')
  account?: string | null;

  @OptionalText(ADDRESS, 'E-mail: the address it comes from. 发件人')
  sender?: string | null;

  @Field(() => [String], { nullable: true, description: 'E-mail: the mailboxes it goes to. 收件人' })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(ADDRESS, { each: true })
  @ArrayMaxSize(20)
  mailTo?: string[] | null;

  @EnumField(Urgency, 'It carries what is at least as urgent. 最低紧急程度')
  lowestUrgency: Urgency;

  @Field(() => [NoticeDomain], { nullable: true, description: 'Only these parts of the work. 消息分类' })
  @IsOptional()
  @IsEnum(NoticeDomain, { each: true })
  @ArrayMaxSize(20)
  domains?: NoticeDomain[] | null;
}

@InputType({ description: 'A new way out of the platform for the own institution. 新增消息通道' })
export class AddNoticeChannelInput extends IntersectionType(CreationInput, ChannelSettings) {
  @EnumField(ChannelKind, 'What kind it is. 通道类型')
  kind: ChannelKind;
}

@InputType({ description: 'A channel as it is to be, active; secrets that are left out stay. 变更消息通道' })
export class ChangeNoticeChannelInput extends IntersectionType(ChangeInput, ChannelSettings) {}

@InputType({ description: 'A channel that is not to be used any more. 停用消息通道' })
export class DisableNoticeChannelInput extends ChangeInput {}

@InputType({ description: 'A test of a channel. 测试消息通道' })
export class TestNoticeChannelInput {
  @IdField('The channel. 通道编号')
  id: string;

  @OptionalText(20, 'SMS: the mobile phone to send it to. 手机号')
  phone?: string | null;
}
