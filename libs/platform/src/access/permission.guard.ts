import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import { ForbiddenError, UnauthenticatedError } from '#kernel';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor/actor.js';
import { ALLOWED_PERMISSIONS, PUBLIC_OPERATION } from './access.decorators.js';
import { Authenticator } from './authenticator.js';
import { contextOf, identifyCaller } from './caller.js';

/** Default deny: an operation or a route without `@Allow` or `@Public` is refused to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_OPERATION, targets)) return true;
    const permissions = this.reflector.getAllAndOverride<string[] | undefined>(ALLOWED_PERMISSIONS, targets) ?? [];
    if (context.getType<GqlContextType>() === 'graphql') return requireOneOf(permissions, contextOf(context).actor);
    return this.admit(context.switchToHttp().getRequest<FastifyRequest>(), permissions);
  }

  private async admit(request: FastifyRequest, permissions: readonly string[]): Promise<boolean> {
    const { actor } = await identifyCaller(this.authenticator, request);
    return requireOneOf(permissions, actor);
  }
}

/** @throws UnauthenticatedError, ForbiddenError */
function requireOneOf(permissions: readonly string[], actor: Actor | null): boolean {
  if (!actor) throw new UnauthenticatedError();
  if (!permissions.some((permission) => actor.permissions.has(permission))) throw new ForbiddenError();
  return true;
}
