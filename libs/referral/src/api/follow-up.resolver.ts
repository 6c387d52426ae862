import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { FollowUpService } from '../commands/follow-up.service.js';
import { FollowUpQueries } from '../queries/follow-up.queries.js';
import { LogFollowUpNotReachedInput, MyFollowUpsArgs, RecordFollowUpInput } from './down-referral.inputs.js';
import { FollowUpTask, FollowUpTaskConnection } from './down-referral.types.js';

/** What family-doctor teams have to do for patients who were sent down. */
@Resolver()
export class FollowUpResolver {
  constructor(
    private readonly followUps: FollowUpService,
    private readonly queries: FollowUpQueries,
  ) {}

  @Allow(Permission.FollowUpPatient)
  @Query(() => FollowUpTaskConnection, {
    description: 'Open follow-ups of the caller as family or village doctor, the longest due first. 我的随访任务',
  })
  myFollowUps(
    @Args() args: MyFollowUpsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<FollowUpTask>> {
    return this.queries.mine(actor, args.due, args, selection);
  }

  @Allow(Permission.FollowUpPatient)
  @Mutation(() => FollowUpTask, {
    description: 'Records a follow-up; the next date makes the next task of the team. 记录随访',
  })
  async recordFollowUp(
    @Args('input') input: RecordFollowUpInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FollowUpTask> {
    return this.queries.answer(actor, await this.followUps.record(actor, input), selection);
  }

  @Allow(Permission.FollowUpPatient)
  @Mutation(() => FollowUpTask, { description: 'Logs that the patient was not reached; it stays open. 记录未联系上' })
  async logFollowUpNotReached(
    @Args('input') input: LogFollowUpNotReachedInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<FollowUpTask> {
    return this.queries.answer(actor, await this.followUps.logNotReached(actor, input), selection);
  }
}
