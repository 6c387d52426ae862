import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, Allow, PageArgs, toConnection, type ActorContext } from '#platform';
import { DelegationService } from '../commands/delegation.service.js';
import { SessionsService, sessionOf } from '../commands/sessions.service.js';
import { Permission } from '../domain/permissions.js';
import { DelegationsQuery } from '../queries/delegations.query.js';
import { ViewerQuery } from '../queries/viewer.query.js';
import {
  ActOnBehalfInput,
  DelegateRolesInput,
  DelegationConnection,
  DelegationType,
  EndDelegationInput,
} from './delegation.types.js';
import { ViewerType, presentViewer } from './viewer.types.js';

/** Acting in the name of somebody else: given, chosen and taken back. */
@Resolver()
export class DelegationResolver {
  constructor(
    private readonly delegating: DelegationService,
    private readonly sessions: SessionsService,
    private readonly listed: DelegationsQuery,
    private readonly viewers: ViewerQuery,
  ) {}

  @Allow(Permission.DelegateRoles)
  @Query(() => [DelegationType], {
    description: 'What the viewer has delegated and what was delegated to them, newest first, at most 100. 我的委托',
  })
  myDelegations(@Actor() actor: ActorContext): Promise<DelegationType[]> {
    return this.listed.listOf(actor);
  }

  @Allow(Permission.ManageAccounts)
  @Query(() => DelegationConnection, { description: "Delegations at the viewer's institution, newest first. 委托列表" })
  async delegations(@Args() { first, after }: PageArgs, @Actor() actor: ActorContext): Promise<DelegationConnection> {
    const page = await this.listed.listAt(actor, first, after ?? null);
    return toConnection<DelegationType>(page) as DelegationConnection;
  }

  @Allow(Permission.DelegateRoles)
  @Mutation(() => DelegationType, {
    description:
      "Let a colleague act in the viewer's name for a while, with what the viewer may do in care and coordination. 委托代理",
  })
  async delegateRoles(@Args('input') input: DelegateRolesInput, @Actor() actor: ActorContext): Promise<DelegationType> {
    return this.listed.get(actor, await this.delegating.delegate(actor, input));
  }

  @Allow(Permission.DelegateRoles)
  @Mutation(() => DelegationType, {
    description: 'End a delegation at once: by either of the two, or by the security administrator. 终止委托',
  })
  async endDelegation(@Args('input') input: EndDelegationInput, @Actor() actor: ActorContext): Promise<DelegationType> {
    await this.delegating.end(actor, input);
    return this.listed.get(actor, input.id);
  }

  @Allow(Permission.ManageOwnSessions)
  @Mutation(() => ViewerType, {
    description:
      'Let this session act in the name of whoever has delegated to the viewer, with their roles in place of the own ones. 以代理身份操作',
  })
  async actOnBehalf(@Args('input') input: ActOnBehalfInput, @Actor() actor: ActorContext): Promise<ViewerType> {
    await this.sessions.actOnBehalf(actor, input.delegationId);
    return this.viewerOf(actor);
  }

  @Allow(Permission.ManageOwnSessions)
  @Mutation(() => ViewerType, { description: "Let this session act in the viewer's own name again. 恢复本人身份" })
  async actForMyself(@Actor() actor: ActorContext): Promise<ViewerType> {
    await this.sessions.actForMyself(actor);
    return this.viewerOf(actor);
  }

  private async viewerOf(actor: ActorContext): Promise<ViewerType> {
    return presentViewer(await this.viewers.getViewer(sessionOf(actor), actor.origin), actor.origin.locale);
  }
}

@Resolver(() => ViewerType)
export class ViewerDelegationResolver {
  constructor(private readonly listed: DelegationsQuery) {}

  @ResolveField(() => DelegationType, {
    nullable: true,
    description:
      'By which delegation this session acts in the name of somebody else; once that has ended, nothing can be done in it but to act for oneself again. 当前代理',
  })
  actingFor(@Parent() { delegationId }: ViewerType): Promise<DelegationType | null> {
    return delegationId === null ? Promise.resolve(null) : this.listed.find(delegationId);
  }

  @ResolveField(() => [DelegationType], { description: 'For whom the viewer may act now, if they choose to. 可代理' })
  mayActFor(@Parent() { staffId }: ViewerType): Promise<DelegationType[]> {
    return this.listed.inForceFor(staffId);
  }
}
