import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import { ForbiddenError, UnauthenticatedError } from '#kernel';
import { ALLOWED_PERMISSIONS, PUBLIC_OPERATION, contextOf } from './access.decorators.js';

/** Default deny: an operation without `@Allow` or `@Public` is refused to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_OPERATION, targets)) return true;
    if (context.getType<GqlContextType>() !== 'graphql') throw new ForbiddenError();
    const { actor } = contextOf(context);
    if (!actor) throw new UnauthenticatedError();
    const permissions = this.reflector.getAllAndOverride<string[] | undefined>(ALLOWED_PERMISSIONS, targets) ?? [];
    if (!permissions.some((permission) => actor.permissions.has(permission))) throw new ForbiddenError();
    return true;
  }
}
