import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, PageArgs, type ActorContext } from '#platform';
import { ChannelService } from '../commands/channel.service.js';
import { ChannelQueries } from '../queries/channel.queries.js';
import {
  AddNoticeChannelInput,
  ChangeNoticeChannelInput,
  DisableNoticeChannelInput,
  NoticeChannel,
  NoticeChannelPage,
  NoticeDeliveriesArgs,
  NoticeDelivery,
  NoticeDeliveryPage,
  TestNoticeChannelInput,
} from './channel.types.js';

/** The channels of the own institution. */
@Resolver()
export class ChannelResolver {
  constructor(
    private readonly service: ChannelService,
    private readonly queries: ChannelQueries,
  ) {}

  @Allow(Permission.ManageNoticeChannels)
  @Query(() => NoticeChannelPage, { description: 'Channels of the own institution, the latest first. 消息通道' })
  noticeChannels(@Args() page: PageArgs, @Actor() actor: ActorContext): Promise<NoticeChannelPage> {
    return this.queries.channels(actor, page);
  }

  @Allow(Permission.ManageNoticeChannels)
  @Query(() => NoticeDeliveryPage, { description: 'What went out over them, the latest first. 发送记录' })
  noticeDeliveries(@Args() args: NoticeDeliveriesArgs, @Actor() actor: ActorContext): Promise<NoticeDeliveryPage> {
    return this.queries.deliveries(actor, args, args);
  }

  @Allow(Permission.ManageNoticeChannels)
  @Mutation(() => NoticeChannel, { description: 'Set up a channel. 新增消息通道' })
  async addNoticeChannel(
    @Args('input') input: AddNoticeChannelInput,
    @Actor() actor: ActorContext,
  ): Promise<NoticeChannel> {
    return this.queries.channel(actor, await this.service.add(actor, input));
  }

  @Allow(Permission.ManageNoticeChannels)
  @Mutation(() => NoticeChannel, { description: 'Change a channel, or use it again. 变更消息通道' })
  async changeNoticeChannel(
    @Args('input') input: ChangeNoticeChannelInput,
    @Actor() actor: ActorContext,
  ): Promise<NoticeChannel> {
    return this.queries.channel(actor, await this.service.change(actor, input));
  }

  @Allow(Permission.ManageNoticeChannels)
  @Mutation(() => NoticeChannel, { description: 'Use a channel no more. 停用消息通道' })
  async disableNoticeChannel(
    @Args('input') input: DisableNoticeChannelInput,
    @Actor() actor: ActorContext,
  ): Promise<NoticeChannel> {
    return this.queries.channel(actor, await this.service.disable(actor, input));
  }

  @Allow(Permission.ManageNoticeChannels)
  @Mutation(() => NoticeDelivery, { description: 'Send a test; look at the delivery for how it went. 测试消息通道' })
  async testNoticeChannel(
    @Args('input') { id, phone }: TestNoticeChannelInput,
    @Actor() actor: ActorContext,
  ): Promise<NoticeDelivery> {
    return this.queries.delivery(actor, await this.service.test(actor, id, phone ?? null));
  }
}
