import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DomainError, RateLimitedError } from '#kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isAct } from '../access/failed-acts.plugin.js';
import { knownCaller } from '../access/caller.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { isUnavailable } from '../database/database-failure.js';
import { outcomeOf, presentError } from '../errors/present-error.js';
import { RETRY_AFTER_SECONDS } from '../graphql/error-presentation.plugin.js';
import { logUnexpected } from '../logging/logger.js';
import { errorBody } from './http-server.js';

const CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  411: 'LENGTH_REQUIRED',
  413: 'BODY_TOO_LARGE',
};

/** How HTTP says what the code says; any other refusal of a rule is 422. */
const STATUSES: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FILE_LINK_INVALID: 403,
  NOT_FOUND: 404,
  UNSUPPORTED_FILE: 415,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};
const REFUSED = 422;

/** Errors of plain HTTP in the shape of the API; those of GraphQL go on to where they are presented. */
@Catch()
export class HttpExceptionFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly auditTrail: AuditTrail,
  ) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') throw exception;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (exception instanceof DomainError || isUnavailable(exception)) await this.answer(exception, request, reply);
    else this.answerHttp(exception, request, reply);
  }

  /** What was foreseen: code, rule and facts, as GraphQL tells them. */
  private async answer(exception: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { code, rule } = outcomeOf(exception);
    await this.recordFailure(request, { code, rule: rule ?? null });
    if (code === 'UNAVAILABLE') reply.header('retry-after', RETRY_AFTER_SECONDS);
    if (exception instanceof RateLimitedError) {
      reply.header('retry-after', String(exception.retryAfterSeconds));
    }
    const { origin } = knownCaller(request);
    reply.status(STATUSES[code] ?? REFUSED).send({ errors: [presentError(exception, origin)] });
  }

  private answerHttp(exception: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const status = statusOf(exception);
    if (status >= 500) logUnexpected(this.logger, exception, request.id);
    const code = CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL');
    reply.status(status).send(errorBody(request, code));
  }

  /** Whatever was denied, and every change that a rule refused, leaves a trace. */
  private async recordFailure(
    request: FastifyRequest,
    failure: { readonly code: string; readonly rule: string | null },
  ): Promise<void> {
    if (!isAct(failure, request.method !== 'GET')) return;
    const { actor, origin } = knownCaller(request);
    const denied = failure.code === 'FORBIDDEN' || failure.code === 'UNAUTHENTICATED';
    const action = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    try {
      const result = denied ? ('DENIED' as const) : ('REFUSED' as const);
      await this.auditTrail.recordFailure(actor, origin, { ...failure, action, result, objectId: null });
    } catch (error) {
      logUnexpected(this.logger, error, origin.requestId);
    }
  }
}

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  const { statusCode } = (exception ?? {}) as { statusCode?: number };
  return statusCode ?? 500;
}
