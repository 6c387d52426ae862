import { DomainError } from '#kernel';
import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { MAX_TOKENS, queryLimits } from '../graphql/query-limits.js';

/** Documents whose check is remembered: clients send the same few again and again. */
const MOST_DOCUMENTS = 200;

type Checked = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** More subscriptions on one connection than it may have. */
export class TooManySubscriptionsError extends DomainError {
  readonly code = 'TOO_MANY_SUBSCRIPTIONS';
}

/** Parses and validates what connections ask, with the same limits as over HTTP. Only subscriptions come this way. */
export class LiveOperations {
  private readonly rules = [...specifiedRules, ...queryLimits().validationRules];
  private readonly checked = new Map<string, Checked>();

  constructor(readonly schema: GraphQLSchema) {}

  /** @returns the document, or why it is refused */
  check(query: string, operationName: string | null | undefined): DocumentNode | readonly GraphQLError[] {
    const checked = this.checked.get(query) ?? this.remember(query, this.parseAndValidate(query));
    if ('errors' in checked) return checked.errors;
    const operation = getOperationAST(checked.document, operationName);
    if (!operation) return [new GraphQLError('No such operation.', code('OPERATION_RESOLUTION_FAILURE'))];
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [new GraphQLError('Only subscriptions are sent this way.', code('BAD_REQUEST'))];
    }
    return checked.document;
  }

  private parseAndValidate(query: string): Checked {
    try {
      const document = parse(query, { maxLexicalTokens: MAX_TOKENS });
      const errors = validate(this.schema, document, this.rules);
      return errors.length > 0 ? { errors: errors.map(withoutSuggestion) } : { document };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [new GraphQLError(error.message, code('GRAPHQL_PARSE_FAILED'))] };
    }
  }

  private remember(query: string, checked: Checked): Checked {
    if (this.checked.size >= MOST_DOCUMENTS) this.checked.clear();
    this.checked.set(query, checked);
    return checked;
  }
}

function code(text: string): { extensions: { code: string } } {
  return { extensions: { code: text } };
}

/** Names of the schema are no answer to a wrong guess. */
function withoutSuggestion({ message, nodes, extensions }: GraphQLError): GraphQLError {
  const text = message.replace(/ ?Did you mean [\s\S]*$/, '');
  return new GraphQLError(text, {
    nodes: nodes ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...extensions },
  });
}
