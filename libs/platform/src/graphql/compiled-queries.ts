import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { Injectable } from '@nestjs/common';
import {
  Kind,
  OperationTypeNode,
  TypeInfo,
  isNonNullType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { GraphqlContext } from './graphql-context.js';

/** Operations kept; each holds its document and a function a field. */
const MOST = 500;
/** Characters of a text that is kept: more than a client writes for all its tokens, while comments could fill the memory. */
const LONGEST = 32_768;

/** A valid query, as it was seen. */
export interface SeenQuery {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Made when the query comes again; null where it cannot be compiled. */
  compiled?: CompiledQuery | null;
}

export type CompiledOperation = SeenQuery & { readonly compiled: CompiledQuery };

/** Queries that have come before, by their text and the name of the operation that was asked for. */
@Injectable()
export class CompiledQueries {
  private readonly seen = new LRUCache<string, SeenQuery>({ max: MOST });

  /** Takes note of a query that has passed validation. */
  see(text: string, name: string | null | undefined, query: SeenQuery): void {
    if (text.length > LONGEST) return;
    const key = keyOf(text, name);
    if (!this.seen.has(key)) this.seen.set(key, query);
  }

  /** The query, compiled: once is not worth it, so not when it comes for the first time. */
  find(text: string, name: string | null | undefined): CompiledOperation | null {
    const query = this.seen.get(keyOf(text, name));
    if (!query) return null;
    if (query.compiled === undefined) query.compiled = compile(query, name);
    return isCompiled(query) ? query : null;
  }
}

/** Apollo asks before it refuses a request that names no operation of its document: there is none then. */
type ResolvedRequest = Omit<GraphQLRequestContextDidResolveOperation<GraphqlContext>, 'operation'> & {
  readonly operation?: OperationDefinitionNode;
};

/** Lets Apollo, which parses and validates what comes for the first time, tell of it. */
export function seenQueriesPlugin(queries: CompiledQueries): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ source, request, schema, document, operation }: ResolvedRequest) {
          if (operation?.operation === OperationTypeNode.QUERY)
            queries.see(source, request.operationName, { schema, document, operation });
          return Promise.resolve();
        },
      }),
  };
}

function keyOf(text: string, name: string | null | undefined): string {
  return `${name ?? ''} ${text}`;
}

function compile({ schema, document }: SeenQuery, name: string | null | undefined): CompiledQuery | null {
  if (mayHideNull(schema, document)) return null;
  const result = compileQuery(schema, document, name ?? undefined);
  return isCompiledQuery(result) ? result : null;
}

/**
 * Whether a variable that may be null stands inside an input or a directive where null may not: compiled functions would
 * hand it on, which only the plain executor refuses.
 */
function mayHideNull(schema: GraphQLSchema, document: DocumentNode): boolean {
  const nullable = nullableVariables(document);
  const isNullable = (value: ValueNode): boolean => value.kind === Kind.VARIABLE && nullable.has(value.name.value);
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = visitWithTypeInfo(types, {
    ObjectField({ value }) {
      found ||= isNullable(value) && isNonNullType(types.getInputType());
    },
    Directive({ arguments: given = [] }) {
      found ||= given.some(({ value }) => isNullable(value));
    },
  });
  if (nullable.size > 0) visit(document, visitor);
  return found;
}

function nullableVariables({ definitions }: DocumentNode): ReadonlySet<string> {
  const variables = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return new Set(
    variables.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE).map(({ variable }) => variable.name.value),
  );
}

function isCompiled(query: SeenQuery): query is CompiledOperation {
  return Boolean(query.compiled);
}
