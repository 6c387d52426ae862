import { SetMetadata, createParamDecorator, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { UnauthenticatedError } from '#kernel';
import type { Actor as ActorContext } from '../actor/actor.js';
import type { GraphqlContext } from '../graphql/graphql-context.js';

export const ALLOWED_PERMISSIONS = 'access:permissions';
export const PUBLIC_OPERATION = 'access:public';

/** The operation is open to whoever holds at least one of the permissions. */
export const Allow = (...permissions: [string, ...string[]]): CustomDecorator =>
  SetMetadata(ALLOWED_PERMISSIONS, permissions);

/** The operation is open to everybody, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC_OPERATION, true);

/** The signed-in actor. @throws UnauthenticatedError where a public operation asks for one and nobody is signed in */
export const Actor = createParamDecorator((_data: unknown, context: ExecutionContext): ActorContext => {
  const actor = context.getType<GqlContextType>() === 'http' ? visitorOf(context) : contextOf(context).actor;
  if (!actor) throw new UnauthenticatedError();
  return actor;
});

/** The whole request context, for operations that work without an actor: sign-in. */
export const RequestContext = createParamDecorator((_data: unknown, context: ExecutionContext) => contextOf(context));

/** Who the guard has let in to a plain HTTP route. */
const visitors = new WeakMap<object, ActorContext>();

export function admit(context: ExecutionContext, actor: ActorContext): void {
  visitors.set(context.switchToHttp().getRequest<object>(), actor);
}

function visitorOf(context: ExecutionContext): ActorContext | undefined {
  return visitors.get(context.switchToHttp().getRequest<object>());
}

export function contextOf(context: ExecutionContext): GraphqlContext {
  return GqlExecutionContext.create(context).getContext<GraphqlContext>();
}
