import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphqlContext } from './graphql-context.js';

/**
 * Takes operations by POST alone: the address of a request stays in histories and in the logs of proxies, and a search
 * for a patient names their id number.
 */
export function postOnlyPlugin(): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ request }) {
          if (request.http?.method !== 'GET') return Promise.resolve();
          throw new GraphQLError('Operations are sent by POST.', {
            extensions: { code: 'BAD_REQUEST', http: { status: 405 } },
          });
        },
      }),
  };
}
