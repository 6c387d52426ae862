import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { ClaimsService } from '../commands/claims.service.js';
import { ReadingTaskQueries } from '../queries/reading-task.queries.js';
import {
  ClaimNextReadingInput,
  ClaimReadingInput,
  ExtendReadingInput,
  ReleaseReadingInput,
  TakeOverReadingInput,
} from './reading-task.inputs.js';
import { ReadingTask } from './reading-task.types.js';

/** Readers take tasks, keep them and give them back. */
@Resolver()
export class ReadingClaimsResolver {
  constructor(
    private readonly claims: ClaimsService,
    private readonly queries: ReadingTaskQueries,
  ) {}

  @Allow(Permission.ReadStudies)
  @Mutation(() => ReadingTask, {
    nullable: true,
    description: 'Takes the first of a queue; null where nothing waits. 领取下一个诊断任务',
  })
  async claimNextReading(
    @Args('input') input: ClaimNextReadingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask | null> {
    const claim = await this.claims.claimNext(actor, input);
    return claim && this.queries.answer({ actor, selection }, claim);
  }

  @Allow(Permission.ReadStudies)
  @Mutation(() => ReadingTask, { description: 'Takes a certain one. 领取诊断任务' })
  async claimReading(
    @Args('input') input: ClaimReadingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask> {
    return this.queries.answer({ actor, selection }, await this.claims.claim(actor, input));
  }

  @Allow(Permission.ReadStudies)
  @Mutation(() => ReadingTask, { description: 'Takes what somebody else holds, for a reason. 接管诊断任务' })
  async takeOverReading(
    @Args('input') input: TakeOverReadingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask> {
    return this.queries.answer({ actor, selection }, await this.claims.takeOver(actor, input));
  }

  @Allow(Permission.ReadStudies)
  @Mutation(() => ReadingTask, { description: 'Gives one back; it keeps its place. 退回诊断队列' })
  async releaseReading(
    @Args('input') input: ReleaseReadingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask> {
    return this.queries.answer({ actor, selection }, await this.claims.release(actor, input));
  }

  @Allow(Permission.ReadStudies)
  @Mutation(() => ReadingTask, { description: 'The reader is still there: the lease begins anew. 领取续期' })
  async extendReading(
    @Args('input') { id, fencingToken }: ExtendReadingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ReadingTask> {
    await this.claims.heartbeat(actor, id, fencingToken);
    return this.queries.get({ actor, selection }, id);
  }
}
