import { isObjectType, type GraphQLSchema } from 'graphql';

/** The name of the function that `@nestjs/graphql` gives to each field that no resolver answers. */
const READ_OF_PROPERTY = 'rootFieldResolver';

/**
 * Takes the functions away that only read a property of the same name: executors do that by themselves, and compiled
 * queries in place, without a call and a closure for each value of an answer.
 */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === READ_OF_PROPERTY) delete field.resolve;
    }
  }
  return schema;
}
