import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow, type ActorContext } from '#platform';
import { SessionsService, sessionOf } from '../commands/sessions.service.js';
import { Permission } from '../domain/permissions.js';
import { SessionsQuery } from '../queries/sessions.query.js';
import { ViewerQuery } from '../queries/viewer.query.js';
import { RevokeSessionInput, SessionType, SwitchInstitutionInput } from './session.types.js';
import { ViewerType, presentViewer } from './viewer.types.js';

@Resolver()
export class SessionsResolver {
  constructor(
    private readonly sessions: SessionsService,
    private readonly listed: SessionsQuery,
    private readonly viewers: ViewerQuery,
  ) {}

  @Allow(Permission.ManageOwnSessions)
  @Query(() => [SessionType], { description: 'The own sessions that are open, newest first, at most 100. 我的会话' })
  mySessions(@Actor() actor: ActorContext): Promise<SessionType[]> {
    return this.listed.listOpen(actor);
  }

  @Allow(Permission.ManageOwnSessions)
  @Mutation(() => SessionType, {
    description: 'End one of the own sessions at once, for instance on a lost device. 注销会话',
  })
  async revokeSession(@Args('input') input: RevokeSessionInput, @Actor() actor: ActorContext): Promise<SessionType> {
    await this.sessions.revoke(actor, input.id);
    return this.listed.getSession(actor, input.id);
  }

  @Allow(Permission.ManageOwnSessions)
  @Mutation(() => ViewerType, {
    description: 'Act at another institution from the next request on; only where the person holds a role. 切换机构',
  })
  async switchInstitution(
    @Args('input') input: SwitchInstitutionInput,
    @Actor() actor: ActorContext,
  ): Promise<ViewerType> {
    await this.sessions.switchInstitution(actor, input.institutionId);
    return presentViewer(await this.viewers.getViewer(sessionOf(actor), actor.origin), actor.origin.locale);
  }
}
