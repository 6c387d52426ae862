import { Args, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, LiveArgs, LiveFeed, LiveUpdate, Selected, type ActorContext, type Selection } from '#platform';
import { InboxService } from '../commands/inbox.service.js';
import { InboxQueries } from '../queries/inbox.queries.js';
import { NoticeChanges } from '../queries/notice-changes.js';
import {
  AcknowledgeNoticeInput,
  AcknowledgeNoticesInput,
  MarkNoticesReadInput,
  MyNoticesArgs,
  Notice,
  NoticeConnection,
  NoticeCounts,
} from './inbox.types.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The caller's own inbox. */
@Resolver()
export class InboxResolver {
  constructor(
    private readonly queries: InboxQueries,
    private readonly inbox: InboxService,
    private readonly feed: LiveFeed,
    private readonly changes: NoticeChanges,
  ) {}

  @Allow(Permission.ReadOwnNotices)
  @Query(() => NoticeConnection, { description: 'What the caller has been told, the newest first. 我的消息' })
  async myNotices(
    @Args() { first, after, ...filter }: MyNoticesArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<NoticeConnection> {
    const counted = selection.fields.has('totalCount');
    return (await this.queries.list(actor, filter, { first, after }, counted)) as NoticeConnection;
  }

  @Allow(Permission.ReadOwnNotices)
  @Query(() => NoticeCounts, { description: 'What waits in the inbox of the caller. 我的消息计数' })
  async myNoticeCounts(@Actor() actor: ActorContext): Promise<NoticeCounts> {
    const byDomain = await this.queries.counts(actor);
    return {
      unread: sum(byDomain.map(({ unread }) => unread)),
      unacknowledged: sum(byDomain.map(({ unacknowledged }) => unacknowledged)),
      byDomain,
    };
  }

  @Allow(Permission.ReadOwnNotices)
  @Mutation(() => Notice, { description: 'Acknowledge a notice, which ends its escalation. 确认消息' })
  async acknowledgeNotice(
    @Args('input') { id }: AcknowledgeNoticeInput,
    @Actor() actor: ActorContext,
  ): Promise<Notice> {
    await this.inbox.acknowledge(actor, { ids: [id] });
    return this.queries.get(actor, id);
  }

  @Allow(Permission.ReadOwnNotices)
  @Mutation(() => Int, { description: 'Acknowledge many; answers how many had not been acknowledged. 批量确认消息' })
  acknowledgeNotices(@Args('input') input: AcknowledgeNoticesInput, @Actor() actor: ActorContext): Promise<number> {
    return this.inbox.acknowledge(actor, input);
  }

  @Allow(Permission.ReadOwnNotices)
  @Mutation(() => Int, { description: 'Mark notices as read; answers how many had not been read. 标记已读' })
  markNoticesRead(@Args('input') { ids }: MarkNoticesReadInput, @Actor() actor: ActorContext): Promise<number> {
    return this.inbox.markRead(actor, ids);
  }

  @Allow(Permission.ReadOwnNotices)
  @Subscription(() => LiveUpdate, {
    description: 'Changes of the inbox of the caller. 我的消息变更',
    resolve: (update: LiveUpdate): LiveUpdate => update,
  })
  myNoticesChanged(
    @Args() { after }: LiveArgs,
    @Actor() actor: ActorContext,
  ): Promise<AsyncIterableIterator<LiveUpdate>> {
    return this.feed.open(actor, this.changes, { filter: null, after });
  }
}
