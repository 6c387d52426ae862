import {
  Args,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, ChangeInput, CreationInput, DateTimeScalar, EnumField, type ActorContext } from '#platform';
import { FeedService } from '../commands/feed.service.js';
import { FeedScope } from '../domain/feed.js';
import { FeedQuery } from '../queries/feed.query.js';

export function registerFeedEnums(): void {
  registerEnumType(FeedScope, {
    name: 'CalendarFeedScope',
    description: 'Whose entries a calendar link holds. 日历订阅范围',
    valuesMap: {
      OWN: { description: 'Those of whoever made it. 本人' },
      INSTITUTION: { description: 'Of whoever comes to the own institution. 本机构' },
    },
  });
}

@ObjectType({ description: 'A link by which a calendar program reads appointments, never patients. 日历订阅链接' })
class CalendarFeed {
  @Field(() => ID, { description: 'Its id. 编号' })
  id: string;

  @Field(() => FeedScope, { description: 'Whose entries it holds. 范围' })
  scope: FeedScope;

  @Field(() => DateTimeScalar, { description: 'When it was made. 创建时间' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it leads nowhere. 撤销时间' })
  revokedAt: Date | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion`. 版本号' })
  version: number;
}

@ObjectType({ description: 'A link that was just made. 新建的日历订阅链接' })
class NewCalendarFeed {
  @Field(() => CalendarFeed, { description: 'The link as it is listed. 订阅链接' })
  feed: CalendarFeed;

  @Field(() => String, {
    nullable: true,
    description: 'Where to read it, on this server; told once, and not again to a repeated request. 订阅地址',
  })
  path: string | null;
}

@InputType({ description: 'A link for a calendar program. 新建日历订阅' })
class CreateCalendarFeedInput extends CreationInput {
  @EnumField(FeedScope, 'Whose entries. 范围')
  scope: FeedScope;
}

@InputType({ description: 'A link that is to lead nowhere. 撤销日历订阅' })
class RevokeCalendarFeedInput extends ChangeInput {}

/** Links by which people read appointments in a calendar program of their own. */
@Resolver()
export class FeedResolver {
  constructor(
    private readonly feeds: FeedService,
    private readonly queries: FeedQuery,
  ) {}

  @Allow(Permission.KeepCalendarFeeds)
  @Query(() => [CalendarFeed], { description: 'The own links, the newest first. 我的日历订阅' })
  myCalendarFeeds(@Actor() actor: ActorContext): Promise<CalendarFeed[]> {
    return this.queries.own(actor);
  }

  @Allow(Permission.KeepCalendarFeeds)
  @Mutation(() => NewCalendarFeed, { description: 'Make a link; whoever has it can read. 新建日历订阅链接' })
  async createCalendarFeed(
    @Args('input') input: CreateCalendarFeedInput,
    @Actor() actor: ActorContext,
  ): Promise<NewCalendarFeed> {
    const { id, path } = await this.feeds.create(actor, input);
    return { feed: await this.queries.one(id), path };
  }

  @Allow(Permission.KeepCalendarFeeds)
  @Mutation(() => CalendarFeed, { description: 'Take a link back. 撤销日历订阅链接' })
  async revokeCalendarFeed(
    @Args('input') input: RevokeCalendarFeedInput,
    @Actor() actor: ActorContext,
  ): Promise<CalendarFeed> {
    return this.queries.one(await this.feeds.revoke(actor, input));
  }
}
