import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { outcomeOf } from '../errors/present-error.js';
import type { GraphqlContext } from '../graphql/graphql-context.js';
import { logUnexpected } from '../logging/logger.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Not acts of a person: faults of the system or of the request's form, unless a rule about what is on record refused. */
const NOT_ACTS = new Set(['INTERNAL', 'UNAVAILABLE', 'BAD_REQUEST', 'BAD_USER_INPUT', 'INVALID_INPUT']);

/** An operation that did not succeed, whichever way it came. */
export interface FailedOperation {
  readonly errors: readonly GraphQLError[];
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown> | null | undefined;
  readonly actor: Actor | null;
  readonly origin: RequestOrigin;
}

/** Leaves a trace of acts that did not happen: whatever was denied, and every change that a rule refused. */
export function failedActsPlugin(auditTrail: AuditTrail, logger: Logger): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async willSendResponse({ errors, operation, contextValue, request }) {
          if (!errors?.length || !operation) return;
          const { actor, origin } = contextValue;
          const failed = { errors, operation, actor, origin, variables: request.variables };
          await recordFailedActs(failed, auditTrail, logger);
        },
      }),
  };
}

/** Never rejects: what cannot be recorded is logged. */
export async function recordFailedActs(
  { errors, operation, variables, actor, origin }: FailedOperation,
  auditTrail: AuditTrail,
  logger: Logger,
): Promise<void> {
  for (const error of errors.filter((candidate) => isAct(candidate, operation))) {
    const { code, rule } = outcomeOf(error);
    const act = {
      action: operationOf(error, operation),
      result: code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' ? ('DENIED' as const) : ('REFUSED' as const),
      code,
      rule: rule ?? null,
      objectId: objectIdOf(variables),
    };
    try {
      await auditTrail.recordFailure(actor, origin, act);
    } catch (failure) {
      logUnexpected(logger, failure, origin.requestId);
    }
  }
}

function isAct(error: GraphQLError, operation: OperationDefinitionNode): boolean {
  const { code, rule } = outcomeOf(error);
  if (!error.path || (NOT_ACTS.has(code) && !rule)) return false;
  return operation.operation === OperationTypeNode.MUTATION || code === 'FORBIDDEN';
}

/** The field of the schema that failed, whatever alias the request gave it. */
function operationOf(error: GraphQLError, operation: OperationDefinitionNode): string {
  const key = error.path?.[0];
  for (const node of operation.selectionSet.selections) {
    if (node.kind === Kind.FIELD && (node.alias ?? node.name).value === key) return node.name.value;
  }
  return 'unknown';
}

function objectIdOf(variables: Record<string, unknown> | null | undefined): string | null {
  const input = variables?.['input'] as { id?: unknown } | undefined;
  const id = input?.id ?? variables?.['id'];
  return typeof id === 'string' && UUID.test(id) ? id : null;
}
