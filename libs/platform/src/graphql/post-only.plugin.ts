import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { GraphqlContext } from './graphql-context.js';

/**
 * Takes queries and mutations, and by POST alone: the address of a request stays in histories and in the logs of proxies,
 * and a search for a patient names their id number. Subscriptions go over WebSocket.
 */
export function postOnlyPlugin(): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ request, operation }: Asked) {
          if (request.http?.method === 'GET') throw refusal('Operations are sent by POST.', 405);
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
            throw refusal('Subscriptions go over WebSocket.', 400);
          return Promise.resolve();
        },
      }),
  };
}

/** Apollo asks before it refuses a request that names no operation of its document: there is none then. */
interface Asked {
  readonly request: { readonly http?: { readonly method: string } };
  readonly operation?: OperationDefinitionNode;
}

function refusal(message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });
}
