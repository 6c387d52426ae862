import { HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator.js';
import { isUnavailable } from '../database/database-failure.js';
import { RETRY_AFTER_SECONDS } from './error-presentation.plugin.js';
import { LoaderScope, type GraphqlContext } from './graphql-context.js';
import { originOf, sessionTokenOf } from './request-origin.js';

/** Who calls, from where, and the loaders of this one request. */
export async function contextOf(
  authenticator: Authenticator,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<GraphqlContext> {
  const origin = originOf(request);
  const sessionToken = sessionTokenOf(request.headers);
  const actor = sessionToken
    ? await authenticator.authenticate({ sessionToken }, origin).catch(comeBackIfUnavailable)
    : null;
  return { req: request, reply, origin, actor, loaders: new LoaderScope(actor) };
}

/** Before any operation begins only the error itself can carry what HTTP is to say. */
function comeBackIfUnavailable(error: unknown): never {
  if (!(error instanceof Error) || !isUnavailable(error)) throw error;
  const extensions: Record<string, unknown> = {
    http: { status: 503, headers: new HeaderMap([['retry-after', RETRY_AFTER_SECONDS]]) },
  };
  throw new GraphQLError('unavailable', { originalError: error, extensions });
}
