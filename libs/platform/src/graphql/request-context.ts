import { AsyncLocalStorage } from 'node:async_hooks';
import { HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { RateLimitedError } from '#kernel';
import type { RequestOrigin } from '../actor/actor.js';
import type { Authenticator } from '../access/authenticator.js';
import { isUnavailable } from '../database/database-failure.js';
import { RETRY_AFTER_SECONDS } from './error-presentation.plugin.js';
import { LoaderScope, type GraphqlContext } from './graphql-context.js';
import { originOf, sessionTokenOf } from './request-origin.js';

/** The request that Apollo is answering, for errors that it tells of without saying whose they are. */
const answered = new AsyncLocalStorage<FastifyRequest>();

/** Answers the request with {@link answeredOrigin} telling where it came from. */
export function whileAnswering(request: FastifyRequest, _reply: FastifyReply, answer: () => void): void {
  answered.run(request, answer);
}

/** Where the request under way came from. */
export function answeredOrigin(): RequestOrigin {
  const request = answered.getStore();
  return request ? originOf(request) : { requestId: 'none', address: null, locale: 'zh-CN' };
}

const CONTEXT = Symbol('graphql context');

/** Kept on the request itself: what a WeakMap holds of a request that is over stays until a full collection. */
interface KnownRequest extends FastifyRequest {
  [CONTEXT]?: Promise<GraphqlContext>;
}

/** Who calls, from where, and the loaders of this one request; asked twice, it is made once. */
export function contextOf(
  authenticator: Authenticator,
  request: KnownRequest,
  reply: FastifyReply,
): Promise<GraphqlContext> {
  request[CONTEXT] ??= makeContext(authenticator, request, reply);
  return request[CONTEXT];
}

async function makeContext(
  authenticator: Authenticator,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<GraphqlContext> {
  const origin = originOf(request);
  const sessionToken = sessionTokenOf(request.headers);
  const actor = sessionToken ? await authenticator.authenticate({ sessionToken }, origin).catch(comeBackLater) : null;
  return { req: request, reply, origin, actor, loaders: new LoaderScope(actor) };
}

/** An error before any operation begins: only it can carry what HTTP is to say. */
class EarlyError extends GraphQLError {
  constructor(originalError: Error, status: number, retryAfter: string) {
    const headers = new HeaderMap([['retry-after', retryAfter]]);
    super('come back', { originalError, extensions: { http: { status, headers } } as Record<string, unknown> });
  }
}

function comeBackLater(error: unknown): never {
  if (error instanceof RateLimitedError) throw new EarlyError(error, 429, String(error.retryAfterSeconds));
  throw error instanceof Error && isUnavailable(error) ? new EarlyError(error, 503, RETRY_AFTER_SECONDS) : error;
}
