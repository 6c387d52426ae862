import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { minutes } from '#kernel';
import { Actor, Allow, Selected, type ActorContext, type GraphqlContext, type Selection } from '#platform';
import { GreenChannelService } from '../commands/green-channel.service.js';
import { GreenChannelTimelineService } from '../commands/green-channel-timeline.service.js';
import { GreenChannelQueries, type SuggestedChannel } from '../queries/green-channel.queries.js';
import { GreenChannelReader, type TimelineNode } from '../queries/green-channel.reader.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  CorrectGreenChannelTimeInput,
  GreenChannelForInput,
  OpenGreenChannelInput,
  RecordGreenChannelTimeInput,
} from './green-channel.inputs.js';
import { GreenChannelSuggestion, ReferralGreenChannel, type GreenChannelTimelineNode } from './green-channel.types.js';
import { Referral } from './referral.types.js';

@Resolver()
export class GreenChannelResolver {
  constructor(
    private readonly channels: GreenChannelService,
    private readonly timelines: GreenChannelTimelineService,
    private readonly suggestions: GreenChannelQueries,
    private readonly referrals: ReferralQueries,
  ) {}

  @Allow(Permission.ReadReferral)
  @Query(() => [GreenChannelSuggestion], {
    description: 'Which green channels diagnoses lead to, the most urgent first. 绿色通道建议',
  })
  greenChannelFor(@Args('input') input: GreenChannelForInput): Promise<readonly SuggestedChannel[]> {
    const { diagnosisCodes, age = null, pregnant = null } = input;
    return this.suggestions.suggestFor({ diagnosisCodes, age, pregnant });
  }

  @Allow(Permission.OpenGreenChannel)
  @Mutation(() => Referral, {
    description: 'Opens a green channel: priority I, and whoever is on duty is told at once. 启动绿色通道',
  })
  async openGreenChannel(
    @Args('input') input: OpenGreenChannelInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.referrals.answer(actor, await this.channels.open(actor, input), selection);
  }

  @Allow(Permission.RecordGreenChannelTime)
  @Mutation(() => Referral, { description: 'Records when a node was passed, once and in order. 记录时间节点' })
  async recordGreenChannelTime(
    @Args('input') input: RecordGreenChannelTimeInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.referrals.answer(actor, await this.timelines.record(actor, input), selection);
  }

  @Allow(Permission.RecordGreenChannelTime)
  @Mutation(() => Referral, { description: 'Corrects a recorded time, with a reason. 更正时间节点' })
  async correctGreenChannelTime(
    @Args('input') input: CorrectGreenChannelTimeInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.referrals.answer(actor, await this.timelines.correct(actor, input), selection);
  }
}

@Resolver(() => Referral)
export class ReferralGreenChannelResolver {
  constructor(private readonly channels: GreenChannelReader) {}

  @ResolveField(() => ReferralGreenChannel, { nullable: true, description: 'Its green channel. 绿色通道' })
  async greenChannel(
    @Parent() { id }: Referral,
    @Context() { loaders }: GraphqlContext,
  ): Promise<ReferralGreenChannel | null> {
    const found = await loaders.of(this.channels).load(id);
    return found && { ...found, dutyGaps: [...found.dutyGaps], nodes: found.nodes.map(shown) };
  }
}

function shown({ interval, versions, ...node }: TimelineNode): GreenChannelTimelineNode {
  return {
    ...node,
    missing: node.occurredAt === null,
    intervalMinutes: interval === null ? null : interval / minutes(1),
    versions: [...versions],
  };
}
