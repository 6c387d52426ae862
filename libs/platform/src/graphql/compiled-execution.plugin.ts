import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
} from '@apollo/server';
import { OperationTypeNode, type DocumentNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Metrics } from '../health/metrics.js';
import type { GraphqlContext } from './graphql-context.js';

type SingleResult = Extract<GraphQLResponse['body'], { kind: 'single' }>['singleResult'];
type Compiled = CompiledQuery | 'seen once' | 'not compilable';

/**
 * Executes queries that come again as compiled functions (graphql-jit); mutations and whatever cannot be compiled go the
 * plain way, and so does a request whose variables do not fit, so that both ways give one answer. Compiled operations
 * live as long as Apollo keeps their parsed document, which is bounded.
 */
export function compiledExecutionPlugin(metrics: Metrics): ApolloServerPlugin<GraphqlContext> {
  const operations = new WeakMap<DocumentNode, Map<string, Compiled>>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(request) {
          if (!isQuery(request)) return null;
          const compiled = lookUp(operations, request);
          const response = compiled && (await execute(compiled, request));
          if (response) metrics.countCompiledExecution();
          return response;
        },
      }),
  };
}

type OperationRequest = GraphQLRequestContextResponseForOperation<GraphqlContext>;

/** Apollo asks before it refuses a request that names no operation of its document: there is none then. */
function isQuery({ operation }: { operation?: OperationDefinitionNode }): boolean {
  return operation?.operation === OperationTypeNode.QUERY;
}

/** Compiles an operation when it is seen for the second time: a query that comes once is not worth it. */
function lookUp(
  operations: WeakMap<DocumentNode, Map<string, Compiled>>,
  { document, operationName, schema }: OperationRequest,
): CompiledQuery | null {
  const name = operationName ?? '';
  const known = operations.get(document) ?? new Map<string, Compiled>();
  operations.set(document, known);
  const state = known.get(name);
  if (state === undefined) {
    known.set(name, 'seen once');
    return null;
  }
  if (state === 'seen once') {
    const result = compileQuery(schema, document, operationName ?? undefined);
    known.set(name, isCompiledQuery(result) ? result : 'not compilable');
  }
  const compiled = known.get(name);
  return typeof compiled === 'object' ? compiled : null;
}

async function execute(compiled: CompiledQuery, request: OperationRequest): Promise<GraphQLResponse | null> {
  const { contextValue } = request;
  const result = await compiled.query(undefined, contextValue, request.request.variables ?? {});
  const errors = result.errors as GraphQLError[] | undefined;
  // No data at all: the variables were refused before any resolver ran, so the plain executor may say why.
  if (errors && result.data === undefined) return null;
  Object.assign(request, { errors });
  const singleResult: SingleResult = {
    data: result.data ?? null,
    ...(errors && { errors: errors.map((error) => error.toJSON()) }),
  };
  return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
}
