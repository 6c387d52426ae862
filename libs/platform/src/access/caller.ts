import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import type { GraphqlContext } from '../graphql/graphql-context.js';
import { originOf, sessionTokenOf } from '../graphql/request-origin.js';
import type { Authenticator } from './authenticator.js';

/** Who sends a request, and from where. */
export interface Caller {
  readonly actor: Actor | null;
  readonly origin: RequestOrigin;
}

const CALLER = Symbol('caller');

/** Requests of plain HTTP have no context of their own; what was found out about them is kept as long as they live. */
interface KnownRequest extends FastifyRequest {
  [CALLER]?: Caller;
}

/** Finds out who sends a request of plain HTTP, before anything of its body is read. */
export async function identifyCaller(authenticator: Authenticator, request: KnownRequest): Promise<Caller> {
  const origin = originOf(request);
  const sessionToken = sessionTokenOf(request.headers);
  const actor = sessionToken ? await authenticator.authenticate({ sessionToken }, origin) : null;
  const caller = { actor, origin };
  request[CALLER] = caller;
  return caller;
}

/** Who sends the request; of plain HTTP it is known once the guard has asked. */
export function callerOf(context: ExecutionContext): Caller {
  return context.getType<GqlContextType>() === 'graphql'
    ? contextOf(context)
    : knownCaller(context.switchToHttp().getRequest<FastifyRequest>());
}

/** What is known of a request of plain HTTP: nobody, where it was refused before the guard. */
export function knownCaller(request: KnownRequest): Caller {
  return request[CALLER] ?? { actor: null, origin: originOf(request) };
}

export function contextOf(context: ExecutionContext): GraphqlContext {
  return GqlExecutionContext.create(context).getContext<GraphqlContext>();
}
