import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow, Public, RequestContext, sessionCookie, type ActorContext, type GraphqlContext } from '#platform';
import { ProviderEntranceService } from '../commands/provider-entrance.service.js';
import { PasswordService } from '../commands/password.service.js';
import { SessionsService, sessionOf } from '../commands/sessions.service.js';
import { SecondStepService } from '../commands/second-step.service.js';
import type { OpenedSession } from '../commands/session-opening.js';
import { SignInService, type SignInStep } from '../commands/sign-in.service.js';
import { browserKeyOf } from '../data/browser-key.js';
import { deviceNameOf } from '../domain/device-name.js';
import { Permission } from '../domain/permissions.js';
import { ViewerQuery } from '../queries/viewer.query.js';
import { CompleteProviderSignInInput } from './provider-sign-in.types.js';
import { ChangePasswordInput, SignInInput, SignInResultType } from './session.types.js';
import { CompleteSignInInput } from './second-factor.types.js';
import { ViewerType, presentViewer } from './viewer.types.js';

const LONG_AGO = new Date(0);

/** In, out, who am I, and the password that it takes: all that is open before the first password is changed. */
@Resolver()
export class SignInResolver {
  constructor(
    private readonly signInService: SignInService,
    private readonly entrance: ProviderEntranceService,
    private readonly secondStep: SecondStepService,
    private readonly sessions: SessionsService,
    private readonly passwords: PasswordService,
    private readonly viewers: ViewerQuery,
  ) {}

  @Public()
  @Mutation(() => SignInResultType, {
    description:
      'Sign in. Unknown login names and wrong passwords are answered alike; 5 failures within 15 minutes lock the login name for 15 minutes. 登录',
  })
  async signIn(
    @Args('input') input: SignInInput,
    @RequestContext() context: GraphqlContext,
  ): Promise<SignInResultType> {
    const { loginName, password, useCookie } = input;
    const step = await this.signInService.signIn({ loginName, password, device: deviceOf(context) }, context.origin);
    return this.answered(step, context, useCookie);
  }

  @Public()
  @Mutation(() => SignInResultType, {
    description:
      'Exchange the code with which the browser came back from the OpenID provider (`GET /sign-in/oidc` goes there). 统一认证登录',
  })
  async completeProviderSignIn(
    @Args('input') { code, useCookie }: CompleteProviderSignInInput,
    @RequestContext() context: GraphqlContext,
  ): Promise<SignInResultType> {
    const brought = { code, browserKey: browserKeyOf(context.req.headers), device: deviceOf(context) };
    return this.answered(await this.entrance.enter(brought, context.origin), context, useCookie);
  }

  @Public()
  @Mutation(() => SignInResultType, {
    description:
      'The second step of signing in, where the first one asks for it; wrong codes count like wrong passwords. 验证第二因素',
  })
  async completeSignIn(
    @Args('input') input: CompleteSignInInput,
    @RequestContext() context: GraphqlContext,
  ): Promise<SignInResultType> {
    const { ticket, code, useCookie } = input;
    const session = await this.secondStep.complete({ ticket, code, device: deviceOf(context) }, context.origin);
    return this.opened(session, context, useCookie);
  }

  @Allow(Permission.ChangeOwnPassword)
  @Mutation(() => Boolean, { description: 'End this session; the token is worth nothing afterwards. 退出登录' })
  async signOut(@Actor() actor: ActorContext, @RequestContext() { reply }: GraphqlContext): Promise<boolean> {
    await this.sessions.signOut(actor);
    reply.header('set-cookie', sessionCookie('', LONG_AGO));
    return true;
  }

  @Allow(Permission.ChangeOwnPassword)
  @Mutation(() => ViewerType, {
    description: 'Change the own password; the other sessions of the person end. 修改密码',
  })
  async changePassword(@Args('input') input: ChangePasswordInput, @Actor() actor: ActorContext): Promise<ViewerType> {
    await this.passwords.change(actor, input.currentPassword, input.newPassword);
    return this.viewerOf(actor);
  }

  @Allow(Permission.ChangeOwnPassword)
  @Query(() => ViewerType, { description: 'Who is signed in. 当前登录人' })
  me(@Actor() actor: ActorContext): Promise<ViewerType> {
    return this.viewerOf(actor);
  }

  private answered(step: SignInStep, context: GraphqlContext, useCookie: boolean): Promise<SignInResultType> {
    if ('session' in step) return this.opened(step.session, context, useCookie);
    return Promise.resolve({ token: null, expiresAt: null, viewer: null, secondFactor: step.challenge });
  }

  private async opened(
    { sessionId, token, expiresAt }: OpenedSession,
    { origin, reply }: GraphqlContext,
    useCookie: boolean,
  ): Promise<SignInResultType> {
    if (useCookie) reply.header('set-cookie', sessionCookie(token, expiresAt));
    const viewer = presentViewer(await this.viewers.getViewer(sessionId, origin), origin.locale);
    return { token: useCookie ? null : token, expiresAt, viewer, secondFactor: null };
  }

  private async viewerOf(actor: ActorContext): Promise<ViewerType> {
    return presentViewer(await this.viewers.getViewer(sessionOf(actor), actor.origin), actor.origin.locale);
  }
}

function deviceOf({ req }: GraphqlContext): string | null {
  return deviceNameOf(req.headers['user-agent']);
}
