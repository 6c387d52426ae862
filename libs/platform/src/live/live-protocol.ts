import {
  GraphQLError,
  getOperationAST,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { makeServer, type Context, type ExecutionResult, type Server, type SubscribePayload } from 'graphql-ws';
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { Authenticator } from '../access/authenticator.js';
import { recordFailedActs } from '../access/failed-acts.plugin.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { isUnavailable } from '../database/database-failure.js';
import { isUnexpected, presentError } from '../errors/present-error.js';
import { LoaderScope, type GraphqlContext } from '../graphql/graphql-context.js';
import { localeOf, sessionTokenOf } from '../graphql/request-origin.js';
import { logUnexpected } from '../logging/logger.js';
import type { LiveConnections } from './live-connections.js';
import { Closing, liveLimits } from './live-limits.js';
import { TooManySubscriptionsError, type LiveOperations } from './live-operations.js';
import type { LiveSocket } from './live-socket.js';
import { SharedAnswers } from './shared-answers.js';

/** What belongs to a connection besides the protocol. */
export interface LiveExtra {
  readonly socket: LiveSocket;
  readonly headers: IncomingHttpHeaders;
}

/** What an operation over a WebSocket knows of its request: everything but request and reply of HTTP. */
type LiveContext = Omit<GraphqlContext, 'req' | 'reply'>;
type Connection = Context<Record<string, unknown>, LiveExtra>;

export interface ProtocolCollaborators {
  readonly authenticator: Authenticator;
  readonly connections: LiveConnections;
  readonly operations: LiveOperations;
  readonly auditTrail: AuditTrail;
  readonly logger: Logger;
}

/** The protocol `graphql-transport-ws` with the sessions, limits and errors of the house. */
export function liveProtocol(house: ProtocolCollaborators): Server<LiveExtra> {
  const answers = new SharedAnswers();
  return makeServer<Record<string, unknown>, LiveExtra>({
    connectionInitWaitTimeout: liveLimits.initMs,
    subscribe: (args) => answers.subscribe(args),
    onConnect: (connection) => signIn(connection, house),
    onSubscribe: (connection, _id, payload) => argumentsOf(connection, payload, house),
    onError: (connection, _id, _payload, errors) => present(errors, connection, house.logger),
    onNext: (...[connection, , , args, result]) => presentResult(connection, args, result, house),
  });
}

/** The same sessions as over HTTP: a bearer token in the first message, or the cookie that the browser sent along. */
async function signIn(
  { extra: { socket, headers }, connectionParams = {} }: Connection,
  { authenticator, connections, logger }: ProtocolCollaborators,
): Promise<boolean> {
  if (typeof connectionParams['acceptLanguage'] === 'string') {
    socket.origin = { ...socket.origin, locale: localeOf(connectionParams['acceptLanguage']) };
  }
  const sessionToken = tokenOf(connectionParams, headers);
  try {
    const actor = await authenticator.authenticate({ sessionToken }, socket.origin);
    // Live updates are for people: nothing tells a system here when its key has ended.
    if (!actor || actor.machine) return refuse(socket, Closing.SessionOver);
    if (!socket.isOpen) return false;
    if (!connections.add(actor, socket)) return refuse(socket, Closing.TooManyConnections);
    socket.actor = actor;
    return true;
  } catch (error) {
    if (isUnavailable(error)) return refuse(socket, Closing.Unavailable);
    logUnexpected(logger, error, socket.origin.requestId);
    return refuse(socket, Closing.Internal);
  }
}

function tokenOf({ authorization }: Record<string, unknown>, headers: IncomingHttpHeaders): string | null {
  return sessionTokenOf(typeof authorization === 'string' ? { ...headers, authorization } : headers);
}

function refuse(socket: LiveSocket, closing: Closing): false {
  socket.close(closing);
  return false;
}

function argumentsOf(
  { extra: { socket }, subscriptions }: Connection,
  { query, operationName, variables }: SubscribePayload,
  { operations }: ProtocolCollaborators,
): ExecutionArgs | readonly GraphQLError[] {
  // The one that is asked for is already among them.
  const most = liveLimits.subscriptionsPerConnection;
  if (Object.keys(subscriptions).length > most) return [errorOf(new TooManySubscriptionsError({ facts: { most } }))];
  const checked = operations.check(query, operationName);
  if (!('kind' in checked)) return checked;
  const { actor, origin } = socket;
  const contextValue: LiveContext = { origin, actor, loaders: new LoaderScope(actor) };
  return {
    schema: operations.schema,
    document: checked,
    operationName: operationName ?? null,
    variableValues: variables ?? null,
    contextValue,
  };
}

function errorOf(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}

function present(
  errors: readonly GraphQLError[],
  { extra: { socket } }: Connection,
  logger: Logger,
): GraphQLFormattedError[] {
  const { origin } = socket;
  errors.filter(isUnexpected).forEach((error) => logUnexpected(logger, error, origin.requestId));
  return errors.map((error) => presentError(error, origin));
}

/** Refusals of a guard or a service come as a result with errors; what was denied leaves its trace as over HTTP. */
async function presentResult(
  connection: Connection,
  { document, schema, operationName, variableValues }: ExecutionArgs,
  { errors, data = null }: ExecutionResult,
  { auditTrail, logger }: ProtocolCollaborators,
): Promise<FormattedExecutionResult | undefined> {
  if (!errors?.length) return undefined;
  const operation = getOperationAST(document, operationName);
  const { actor, origin } = connection.extra.socket;
  if (operation)
    await recordFailedActs(
      { errors, operation, document, schema, variables: variableValues, actor, origin },
      auditTrail,
      logger,
    );
  return { data, errors: present(errors, connection, logger) };
}
