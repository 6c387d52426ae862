import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import { DomainError, ForbiddenError, UnauthenticatedError } from '#kernel';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor/actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { originOf, sessionTokenOf } from '../graphql/request-origin.js';
import { ALLOWED_PERMISSIONS, PUBLIC_OPERATION, admit, contextOf } from './access.decorators.js';
import { Authenticator } from './authenticator.js';

/** Default deny: an operation without `@Allow` or `@Public` is refused to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly auditTrail: AuditTrail,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_OPERATION, targetsOf(context))) return true;
    if (context.getType<GqlContextType>() === 'http') return this.admitToRoute(context);
    this.require(context, contextOf(context).actor);
    return true;
  }

  /** Routes know nobody until here, and what they refuse passes no GraphQL plugin that would leave a trace. */
  private async admitToRoute(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const origin = originOf(request);
    const sessionToken = sessionTokenOf(request);
    const authenticator = this.modules.get(Authenticator, { strict: false });
    const actor = sessionToken ? await authenticator.authenticate({ sessionToken }, origin) : null;
    try {
      admit(context, this.require(context, actor));
      return true;
    } catch (error) {
      if (error instanceof DomainError) {
        const act = { action: context.getHandler().name, code: error.code, rule: null, objectId: null };
        await this.auditTrail.recordFailure(actor, origin, { ...act, result: 'DENIED' });
      }
      throw error;
    }
  }

  private require(context: ExecutionContext, actor: Actor | null): Actor {
    if (!actor) throw new UnauthenticatedError();
    const permissions =
      this.reflector.getAllAndOverride<string[] | undefined>(ALLOWED_PERMISSIONS, targetsOf(context)) ?? [];
    if (!permissions.some((permission) => actor.permissions.has(permission))) throw new ForbiddenError();
    return actor;
  }
}

function targetsOf(context: ExecutionContext) {
  return [context.getHandler(), context.getClass()];
}
