import { transcode } from 'node:buffer';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import Negotiator from 'negotiator';
import type { Logger } from 'pino';
import { Authenticator } from '../access/authenticator.js';
import { recordFailedActs } from '../access/failed-acts.plugin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Metrics } from '../health/metrics.js';
import { LOGGER } from '../tokens.js';
import { CompiledQueries, type CompiledOperation } from './compiled-queries.js';
import { presentErrors } from './error-presentation.plugin.js';
import type { GraphqlContext } from './graphql-context.js';
import { contextOf } from './request-context.js';
import { GRAPHQL_PATH } from './request-origin.js';

const JSON_TYPE = 'application/json';
const MEDIA_TYPES = [JSON_TYPE, 'application/graphql-response+json'];

interface Question {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

interface Answer {
  readonly errors?: readonly GraphQLError[];
  readonly data?: unknown;
}

/**
 * Answers queries that come again before Apollo sees them, from compiled functions. Whatever is not plainly such a query
 * is Apollo's: other methods and media types, mutations, variables that do not fit, what has not been validated yet.
 */
@Injectable()
export class CompiledAnswers {
  constructor(
    private readonly queries: CompiledQueries,
    private readonly authenticator: Authenticator,
    private readonly auditTrail: AuditTrail,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Steps in front of the route that Apollo will register. */
  attach(server: FastifyInstance): void {
    server.addHook('onRoute', (route) => {
      if (route.url === GRAPHQL_PATH) route.preHandler = (request, reply) => this.answer(request, reply);
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const question = questionOf(request);
    const operation = question && this.queries.find(question.query, question.operationName);
    const type = operation && mediaTypeFor(request.headers.accept);
    if (!type) return;
    // Apollo meets the same rejection, and presents it.
    const context = await contextOf(this.authenticator, request, reply).catch(() => null);
    if (!context) return;
    const answer = (await operation.compiled.query(undefined, context, question.variables ?? {})) as Answer;
    // No data at all: the variables were refused before any resolver ran, so the plain executor may say why.
    if (answer.data === undefined) return;
    this.metrics.countCompiledExecution();
    const errors = answer.errors && (await this.failed(operation, question, { context, errors: answer.errors }));
    await reply.type(`${type}; charset=utf-8`).send(bytesOf(`${JSON.stringify({ errors, data: answer.data })}\n`));
  }

  private async failed(
    { document, operation, schema }: CompiledOperation,
    { variables }: Question,
    { context, errors }: { readonly context: GraphqlContext; readonly errors: readonly GraphQLError[] },
  ): Promise<readonly object[]> {
    const failed = { errors, operation, document, schema, variables, ...context };
    await recordFailedActs(failed, this.auditTrail, this.logger);
    return presentErrors(errors, context, this.logger);
  }
}

/** UTF-8 of well-formed text. Of Chinese text the server would make it four times as slowly, after it has counted the bytes. */
function bytesOf(text: string): Buffer {
  return transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8');
}

/** Null for what Apollo refuses, understands in other ways, or checks first: only JSON cannot come from a foreign page. */
function questionOf({ method, headers, body }: FastifyRequest): Question | null {
  const isJson = method === 'POST' && headers['content-type']?.startsWith(JSON_TYPE);
  return isJson && isQuestion(body) ? body : null;
}

function isQuestion(body: unknown): body is Question {
  if (!isRecord(body) || 'extensions' in body) return false;
  const { query, operationName, variables } = body;
  const isNamed = operationName === undefined || operationName === null || typeof operationName === 'string';
  const isFilled = variables === undefined || variables === null || isRecord(variables);
  return typeof query === 'string' && isNamed && isFilled;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mediaTypeFor(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '*/*') return JSON_TYPE;
  return new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES);
}
