import type { ApolloServerPlugin } from '@apollo/server';
import {
  Kind,
  OperationTypeNode,
  getArgumentValues,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Logger } from 'pino';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import type { AuditTrail, FailedAct } from '../audit/audit-trail.js';
import { aboutOf, outcomeOf } from '../errors/present-error.js';
import type { GraphqlContext } from '../graphql/graphql-context.js';
import { logUnexpected } from '../logging/logger.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Not acts of a person: faults of the system or of the request's form, unless a rule about what is on record refused. */
const NOT_ACTS = new Set(['INTERNAL', 'UNAVAILABLE', 'BAD_REQUEST', 'BAD_USER_INPUT', 'INVALID_INPUT']);

/** Leaves a trace of acts that did not happen: whatever was denied, and every change that a rule refused. */
export function failedActsPlugin(auditTrail: AuditTrail, logger: Logger): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async willSendResponse({ errors, operation, document, contextValue, request, schema }) {
          if (!errors?.length || !operation || !document) return;
          const failed = { errors, operation, document, schema, variables: request.variables, ...contextValue };
          await recordFailedActs(failed, auditTrail, logger);
        },
      }),
  };
}

/** An operation that came to errors, whichever way it was executed. */
export interface FailedOperation extends ActRequest {
  readonly errors: readonly GraphQLError[];
  readonly actor: Actor | null;
  readonly origin: RequestOrigin;
}

/** Never rejects: what cannot be recorded is logged. */
export async function recordFailedActs(failed: FailedOperation, auditTrail: AuditTrail, logger: Logger): Promise<void> {
  for (const error of failed.errors.filter((candidate) => isFailedAct(candidate, failed.operation))) {
    try {
      await auditTrail.recordFailure(failed.actor, failed.origin, actOf(error, failed));
    } catch (failure) {
      logUnexpected(logger, failure, failed.origin.requestId);
    }
  }
}

type Request = Pick<ActRequest, 'document'>;

interface ActRequest {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly schema: GraphQLSchema;
}

function actOf(error: GraphQLError, request: ActRequest): FailedAct {
  const { code, rule } = outcomeOf(error);
  const field = fieldOf(error.path?.[0], request.operation.selectionSet, request);
  return {
    action: field?.name.value ?? 'unknown',
    result: code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' ? 'DENIED' : 'REFUSED',
    code,
    rule: rule ?? null,
    objectId: objectIdOf(error, field, request),
  };
}

function isFailedAct(error: GraphQLError, { operation }: OperationDefinitionNode): boolean {
  return error.path !== undefined && isAct(outcomeOf(error), operation === OperationTypeNode.MUTATION);
}

/** Whether a failure is something that a person tried to do. */
export function isAct({ code, rule }: { code: string; rule?: string | null | undefined }, changes: boolean): boolean {
  if (NOT_ACTS.has(code) && !rule) return false;
  return changes || code === 'FORBIDDEN';
}

/** The field of the request that failed, whatever alias or fragment it stands under. */
function fieldOf(key: unknown, selections: SelectionSetNode, { document }: Request): FieldNode | undefined {
  for (const node of selections.selections) {
    if (node.kind === Kind.FIELD) {
      if ((node.alias ?? node.name).value === key) return node;
      continue;
    }
    const inside = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(node.name.value, document);
    const found = inside && fieldOf(key, inside.selectionSet, { document });
    if (found) return found;
  }
  return undefined;
}

function fragmentOf(name: string, document: DocumentNode): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  ) as FragmentDefinitionNode | undefined;
}

/** The object that the request names, in variables or in its text; else what the refusal itself says it is about. */
function objectIdOf(error: GraphQLError, field: FieldNode | undefined, request: ActRequest): string | null {
  const { input, id } = field ? argumentsOf(field, request) : {};
  const { id: inputId, patientId } = (input ?? {}) as Record<string, unknown>;
  const candidates = [inputId, id, patientId, aboutOf(error)];
  return candidates.find((one): one is string => typeof one === 'string' && UUID.test(one)) ?? null;
}

function argumentsOf(field: FieldNode, { schema, operation, variables }: ActRequest): Record<string, unknown> {
  const definition = schema.getRootType(operation.operation)?.getFields()[field.name.value];
  try {
    return definition ? getArgumentValues(definition, field, variables) : {};
  } catch {
    // Arguments that do not fit the schema name nothing.
    return {};
  }
}
