import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule as NestGraphQLModule } from '@nestjs/graphql';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Authenticator } from '../access/authenticator.js';
import { failedActsPlugin } from '../access/failed-acts.plugin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Config } from '../config/config.js';
import { presentError } from '../errors/present-error.js';
import { LOGGER } from '../tokens.js';
import { CompiledQueries, seenQueriesPlugin } from './compiled-queries.js';
import { errorPresentationPlugin } from './error-presentation.plugin.js';
import { graphiqlPlugin } from './graphiql.plugin.js';
import { withPlainFields } from './plain-fields.js';
import { postOnlyPlugin } from './post-only.plugin.js';
import { MAX_TOKENS, queryLimits } from './query-limits.js';
import { answeredOrigin, contextOf } from './request-context.js';
import { GRAPHQL_PATH } from './request-origin.js';
import { DateTimeScalar } from './scalars.js';

/** The GraphQL endpoint: Apollo on Fastify, with the house's limits, errors and compiled execution. */
export function graphqlModule(): DynamicModule {
  return NestGraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [Config, Authenticator, AuditTrail, LOGGER, CompiledQueries],
    useFactory: (...[config, authenticator, auditTrail, logger, compiledQueries]: Injected) =>
      optionsOf({ config, authenticator, auditTrail, logger, compiledQueries }),
  });
}

type Injected = [Config, Authenticator, AuditTrail, Logger, CompiledQueries];

interface Collaborators {
  readonly config: Config;
  readonly authenticator: Authenticator;
  readonly auditTrail: AuditTrail;
  readonly logger: Logger;
  readonly compiledQueries: CompiledQueries;
}

function optionsOf({
  config,
  authenticator,
  auditTrail,
  logger,
  compiledQueries,
}: Collaborators): Omit<ApolloDriverConfig, 'driver'> {
  const limits = queryLimits();
  return {
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: withPlainFields,
    introspection: config.introspection,
    graphiql: false,
    autoTransformHttpErrors: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    persistedQueries: false,
    validationRules: limits.validationRules,
    // Apollo validates the schema as well when it starts; the check of Nest would ask all of it about itself besides.
    buildSchemaOptions: { scalarsMap: [{ type: Date, scalar: DateTimeScalar }], skipCheck: true },
    context: (request: FastifyRequest, reply: FastifyReply) => contextOf(authenticator, request, reply),
    // Errors outside any operation: a body that is no request, CSRF, a database that is away.
    formatError: (_formatted, error) => presentError(error, answeredOrigin()),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      postOnlyPlugin(),
      ...limits.plugins,
      ...(config.introspection ? [graphiqlPlugin()] : []),
      ...(config.compiledQueries ? [seenQueriesPlugin(compiledQueries)] : []),
      failedActsPlugin(auditTrail, logger),
      errorPresentationPlugin(logger),
    ],
  };
}
