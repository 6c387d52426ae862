import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import type { GraphqlContext } from './graphql-context.js';

export interface QueryLimits {
  readonly plugins: ApolloServerPlugin<GraphqlContext>[];
  readonly validationRules: ValidationRule[];
}

/** Tokens of a document; the parser itself stops there. */
export const MAX_TOKENS = 3_000;

/**
 * How large an operation may be. The deepest page of the product asks for about 8 levels, the introspection of GraphiQL
 * for 15; pages are limited to 100 items by their arguments, so cost counts fields and depth, not items.
 */
export function queryLimits(): QueryLimits {
  const { plugins, validationRules } = new ApolloArmor({
    maxDepth: { n: 16, ignoreIntrospection: false, flattenFragments: true },
    maxAliases: { n: 30 },
    maxDirectives: { n: 30 },
    maxTokens: { enabled: false },
    costLimit: { maxCost: 50_000, depthCostFactor: 1.3, flattenFragments: true },
    blockFieldSuggestion: { enabled: true },
  }).protect();
  // The package declares the CommonJS twin of Apollo's types.
  return { plugins: plugins as unknown as QueryLimits['plugins'], validationRules };
}
