import { DomainError, type JsonRecord } from '#kernel';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { RequestOrigin } from '../actor/actor.js';
import { isRetryable, isUnavailable } from '../database/database-failure.js';
import { messageFor } from './message-book.js';

interface Outcome {
  readonly code: string;
  readonly rule?: string | undefined;
  readonly facts: JsonRecord;
}

/** Errors of GraphQL itself whose code tells enough; anything else that is not foreseen is INTERNAL. */
const PROTOCOL_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_LIMIT_EXCEEDED',
]);

/** What a caller is told of an error, whichever way the operation was executed: a stable code, the rule and its facts. */
export function presentError(error: unknown, origin: RequestOrigin): GraphQLFormattedError {
  const outcome = outcomeOf(error);
  const { locations, path } = error instanceof GraphQLError ? error : {};
  return {
    message: messageFor(origin.locale, outcome),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: {
      code: outcome.code,
      ...(outcome.rule && { rule: outcome.rule }),
      facts: outcome.facts,
      requestId: origin.requestId,
    },
  };
}

/** Whether nobody foresaw the error, so that it belongs in the log. */
export function isUnexpected(error: unknown): boolean {
  return outcomeOf(error).code === 'INTERNAL';
}

/** The code and the rule under which an error is presented. */
export function outcomeOf(error: unknown): Outcome {
  const cause = rootOf(error);
  if (cause instanceof DomainError) return { code: cause.code, rule: cause.rule, facts: cause.facts };
  // Conflicts that no repetition has got past yet: whoever comes back later will.
  if (isUnavailable(cause) || isRetryable(cause)) return { code: 'UNAVAILABLE', facts: {} };
  if (error instanceof GraphQLError && (cause === error || cause instanceof GraphQLError))
    return protocolOutcome(error);
  return { code: 'INTERNAL', facts: {} };
}

/** What a refusal is about, for the audit trail alone. */
export function aboutOf(error: unknown): string | undefined {
  const cause = rootOf(error);
  return cause instanceof DomainError ? cause.about : undefined;
}

function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

function protocolOutcome(error: GraphQLError): Outcome {
  // Compiled execution leaves the extensions out, whatever the type says.
  const { code = codeByPlace(error) } = (error.extensions as GraphQLError['extensions'] | undefined) ?? {};
  if (typeof code !== 'string' || !PROTOCOL_CODES.has(code)) return { code: 'INTERNAL', facts: {} };
  if (LIMIT_EXCEEDED.test(error.message)) return { code: 'QUERY_LIMIT_EXCEEDED', facts: {} };
  return { code, facts: { path: variablePath(error.message), detail: withoutValues(error.message) } };
}

/** What has no code of its own: a document that does not fit the schema, or what went wrong at a field of one that does. */
function codeByPlace({ path, message }: GraphQLError): string {
  if (!path) return 'GRAPHQL_VALIDATION_FAILED';
  return ARGUMENT_REFUSED.test(message) ? 'BAD_USER_INPUT' : 'INTERNAL';
}

/** A variable may be null, the argument or the field that it stands for may not: only execution finds out. */
const ARGUMENT_REFUSED = /^'?Argument "(\w+)" (has invalid value|of (required|non-null) type)/;

/** What the parser and the rules of query limits say; Apollo gives all of them the codes of plain syntax and validation. */
const LIMIT_EXCEEDED = /^Syntax Error: (Document contains more tha[nt] \d+ tokens|[\w ]+ limit of [\d.]+ exceeded)/;

/** The variable or argument that a coercion error of graphql-js talks about: `input.medicines[0].dose`. */
function variablePath(message: string): string | null {
  const patterns = [/at "([^"]+)"; /, /^Variable "\$(\w+)"/, ARGUMENT_REFUSED];
  return patterns.map((pattern) => pattern.exec(message)?.[1]).find(Boolean) ?? null;
}

/** graphql-js quotes the value that it refuses, and a value may name a patient: only what was expected is passed on. */
function withoutValues(message: string): string {
  return message
    .replace(/got invalid value [\s\S]*?(?=( at "[^"]*")?; )/, 'got an invalid value')
    .replace(/has invalid value [\s\S]*$/, 'has an invalid value')
    .replace(/^'([\s\S]*)'$/, '$1')
    .replace(/((?:non-\w+|invalid|following) value|cannot represent[^:]*): [\s\S]*$/, '$1')
    .replace(/\n[\s\S]*$/, '')
    .slice(0, 300);
}
