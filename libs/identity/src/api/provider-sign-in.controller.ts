import { Controller, Get, Req, Res } from '@nestjs/common';
import { DomainError } from '#kernel';
import { AuditTrail, Public, originOf, type RequestOrigin } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProviderSignInService } from '../commands/provider-sign-in.service.js';
import { browserKeyCookie, browserKeyOf } from '../data/browser-key.js';
import { newSessionToken } from '../data/session-token.js';
import { SignInProvider } from '../data/sign-in-provider.js';
import { ProviderUnavailableError } from '../domain/errors.js';

const SEE_OTHER = 303;

/**
 * The two addresses of a sign-in at the provider that browsers visit. Whatever comes of it, they go on to the page of the
 * settings, with a code or an error behind the `#`, which no server on the way is told.
 */
@Controller()
export class ProviderSignInController {
  constructor(
    private readonly provider: SignInProvider,
    private readonly signIns: ProviderSignInService,
    private readonly auditTrail: AuditTrail,
  ) {}

  @Public()
  @Get('sign-in/oidc')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { settings } = this.provider;
    // Kept where there is one, so that a second window does not end what the first one has begun.
    const browserKey = browserKeyOf(request.headers) ?? newSessionToken();
    try {
      const { address, expiresAt } = await this.signIns.begin(browserKey, originOf(request));
      await reply.header('set-cookie', browserKeyCookie(browserKey, expiresAt)).redirect(address.href, SEE_OTHER);
    } catch (error) {
      await reply.redirect(pageFor(settings.returnUrl, outcomeOf(error, originOf(request))), SEE_OTHER);
    }
  }

  @Public()
  @Get('sign-in/oidc/callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { returnUrl } = this.provider.settings;
    const outcome = await this.receive(request);
    await reply.redirect(pageFor(returnUrl, outcome), SEE_OTHER);
  }

  private async receive(request: FastifyRequest): Promise<Outcome> {
    const { searchParams } = new URL(request.url, 'http://localhost');
    const origin = originOf(request);
    try {
      return { code: await this.signIns.receive(browserKeyOf(request.headers), searchParams, origin) };
    } catch (error) {
      const outcome = outcomeOf(error, origin);
      if (!(error instanceof ProviderUnavailableError)) await this.recordFailure(error as DomainError, origin);
      return outcome;
    }
  }

  private recordFailure({ code, rule, about }: DomainError, origin: RequestOrigin): Promise<void> {
    const act = {
      action: 'GET /sign-in/oidc/callback',
      result: 'REFUSED',
      code,
      rule: rule ?? null,
      objectId: about ?? null,
    } as const;
    return this.auditTrail.recordFailure(null, origin, act);
  }
}

/** What the page is told. */
type Outcome = Readonly<Record<string, string>>;

/** @throws what was not foreseen */
function outcomeOf(error: unknown, { requestId }: RequestOrigin): Outcome {
  if (!(error instanceof DomainError)) throw error;
  return { error: error.code, ...(error.rule !== undefined && { rule: error.rule }), requestId };
}

function pageFor(returnUrl: URL, outcome: Outcome): string {
  const page = new URL(returnUrl);
  page.hash = new URLSearchParams(outcome).toString();
  return page.href;
}
