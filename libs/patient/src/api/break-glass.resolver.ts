import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { BreakGlassService } from '../commands/break-glass.service.js';
import { BreakGlassQueries } from '../queries/break-glass.queries.js';
import {
  BreakGlassAccess,
  BreakGlassAccessConnection,
  BreakGlassArgs,
  OpenPatientInEmergencyInput,
  ReviewBreakGlassAccessInput,
} from './break-glass.types.js';

@Resolver(() => BreakGlassAccess)
export class BreakGlassResolver {
  constructor(
    private readonly service: BreakGlassService,
    private readonly queries: BreakGlassQueries,
  ) {}

  @Allow(Permission.BreakGlass)
  @Mutation(() => BreakGlassAccess, {
    description:
      'Opens a patient for the caller for some hours although no relation does; others are told at once and review it. 紧急访问患者',
  })
  async openPatientInEmergency(
    @Args('input') input: OpenPatientInEmergencyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<BreakGlassAccess> {
    return this.queries.opened(actor, await this.service.open(actor, input), selection);
  }

  @Allow(Permission.ReviewBreakGlass)
  @Mutation(() => BreakGlassAccess, { description: 'Says whether a look without a relation was right. 核查紧急访问' })
  async reviewBreakGlassAccess(
    @Args('input') input: ReviewBreakGlassAccessInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<BreakGlassAccess> {
    return this.queries.reviewed(actor, await this.service.review(actor, input), selection);
  }

  @Allow(Permission.ReviewBreakGlass)
  @Query(() => BreakGlassAccessConnection, {
    description: 'Looks without a relation, by people of the own institution or at its patients. 紧急访问列表',
  })
  breakGlassAccesses(
    @Args() args: BreakGlassArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<BreakGlassAccess>> {
    return this.queries.list(actor, args, selection);
  }
}
