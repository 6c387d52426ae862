import type { IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { messageFor } from '../errors/message-book.js';
import { CompiledAnswers } from '../graphql/compiled-answers.js';
import { whileAnswering } from '../graphql/request-context.js';
import { GRAPHQL_PATH, isFromForeignPage, originOf, requestIdOf } from '../graphql/request-origin.js';
import { acceptUploads } from '../files/upload.js';
import { Metrics } from '../health/metrics.js';
import { LiveGateway } from '../live/live-gateway.js';
import { securityHeaders } from './security-headers.js';

const MAX_BODY_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/** Fastify with a request id on every request, a small body limit and errors in the shape of the API. */
export function createHttpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: config.trustProxy,
    forceCloseConnections: 'idle',
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    // An address that is none, before anything else has looked at it.
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      void reply.status(400).header('x-request-id', request.id).send(errorBody(request, 'BAD_REQUEST')),
  });
}

/** Security headers, CORS, request log and metrics. */
export async function configureHttp(app: NestFastifyApplication, config: Config, logger: Logger): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  if (config.allowedOrigins.length > 0) await letForeignPagesCall(app, config.allowedOrigins);
  acceptUploads(server);
  if (config.compiledQueries) app.get(CompiledAnswers).attach(server);
  server.addHook('preHandler', whileAnswering);
  // Before the server waits for its connections, which WebSockets would keep open.
  server.addHook('preClose', () => app.get(LiveGateway).end());
  server.addHook('onRequest', refuseForeignOrigin(config));
  server.addHook('onRequest', refuseNoAddress);
  server.addHook('onSend', answerHeaders(config));
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observeRequest(route, reply.statusCode, reply.elapsedTime / 1000);
    logger.debug(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}

async function letForeignPagesCall(app: NestFastifyApplication, origins: readonly string[]): Promise<void> {
  await app.register(cors, {
    origin: [...origins],
    credentials: true,
    allowedHeaders: ['content-type', 'authorization', 'accept-language', 'x-request-id', 'apollo-require-preflight'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
}

function answerHeaders({ introspection }: Config) {
  const headers = Object.entries(securityHeaders({ withGraphiql: introspection }));
  return (request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void => {
    for (const [name, value] of headers) {
      // What an answer has set for itself is stricter.
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
    done();
  };
}

function refuseForeignOrigin(config: Config) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    if (!isFromForeignPage(request.headers, config.allowedOrigins)) done();
    else void reply.status(403).send(errorBody(request, 'FORBIDDEN'));
  };
}

/** Apollo puts the address together from what the caller says of the host, and that need not be one. */
function refuseNoAddress(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { url, protocol, hostname, routeOptions } = request;
  if (routeOptions.url !== GRAPHQL_PATH || URL.canParse(url, `${protocol}://${hostname}/`)) done();
  else void reply.status(400).send(errorBody(request, 'BAD_REQUEST'));
}

/** An error outside any operation, in the shape of the API. */
export function errorBody(request: FastifyRequest, code: string): object {
  const { locale } = originOf(request);
  const message = messageFor(locale, { code, facts: {} });
  return { errors: [{ message, extensions: { code, facts: {}, requestId: request.id } }] };
}
