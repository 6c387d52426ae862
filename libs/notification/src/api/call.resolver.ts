import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, PageArgs, type ActorContext } from '#platform';
import { CallService } from '../commands/call.service.js';
import { CallQueries, type CallTask } from '../queries/call.queries.js';
import { CallTaskPage, CallTaskType, LogCallInput } from './call.types.js';

/** Calls to people without an account, made by whoever coordinates. */
@Resolver()
export class CallResolver {
  constructor(
    private readonly service: CallService,
    private readonly queries: CallQueries,
  ) {}

  @Allow(Permission.LogCalls)
  @Query(() => CallTaskPage, { description: 'Calls that somebody at the own institution has to make. 电话任务' })
  async callTasks(@Args() { first, after }: PageArgs, @Actor() actor: ActorContext): Promise<CallTaskPage> {
    const { nodes, pageInfo } = await this.queries.listOpen(actor, first, after ?? null);
    return { nodes: nodes.map(shown), pageInfo };
  }

  @Allow(Permission.LogCalls)
  @Mutation(() => CallTaskType, { description: 'Log a call. 登记电话' })
  async logCall(@Args('input') input: LogCallInput, @Actor() actor: ActorContext): Promise<CallTaskType> {
    return shown(await this.queries.get(actor, await this.service.log(actor, input)));
  }
}

const shown = ({ state, ...call }: CallTask): CallTaskType => ({ ...call, open: state === 'OPEN' });
