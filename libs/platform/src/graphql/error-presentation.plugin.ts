import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isUnexpected, outcomeOf, presentError } from '../errors/present-error.js';
import { logUnexpected } from '../logging/logger.js';
import type { GraphqlContext } from './graphql-context.js';

/** When to come back while the database is away. */
export const RETRY_AFTER_SECONDS = '2';

/**
 * The one place where errors become what the caller sees: in the caller's language, without anything that was not
 * meant for them. It runs last and on every path: parsing, validation, plain and compiled execution.
 */
export function errorPresentationPlugin(logger: Logger): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ errors, response, contextValue }) {
          if (errors?.length && response.body.kind === 'single')
            response.body.singleResult.errors = presentErrors(errors, contextValue, logger);
          return Promise.resolve();
        },
      }),
  };
}

/** Presents errors of an operation, logs those that nobody foresaw, and lets HTTP say when to come back. */
export function presentErrors(
  errors: readonly GraphQLError[],
  { origin, reply }: Pick<GraphqlContext, 'origin' | 'reply'>,
  logger: Logger,
): GraphQLFormattedError[] {
  errors.filter(isUnexpected).forEach((error) => logUnexpected(logger, error, origin.requestId));
  if (errors.some((error) => outcomeOf(error).code === 'UNAVAILABLE')) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return errors.map((error) => presentError(error, origin));
}
