import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField, type GraphQLSchema } from 'graphql';

export type Operation = GraphQLField<unknown, unknown>;

export function operationsOf(schema: GraphQLSchema): Operation[] {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return types.flatMap((type) => Object.values(type?.getFields() ?? {}));
}

/** Every operation of the schema on record: tests are named before any schema is built. */
export const OPERATIONS = operationsOf(buildSchema(readFileSync('schema.graphql', 'utf8')))
  .map(({ name }) => name)
  .toSorted();
