import { isInputObjectType, type GraphQLSchema } from 'graphql';

const HAN_TERM = /[\p{Script=Han}（）、()]+$/u;
const labels = new Map<string, string | null>();

/**
 * Learns what input fields are called in Chinese from their descriptions in the schema, so that messages name them as
 * people do. A name that means different things in different inputs stays as it is.
 */
export function learnFieldLabels(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isInputObjectType)) {
    for (const { name, description } of Object.values(type.getFields())) {
      const term = HAN_TERM.exec(description ?? '')?.[0] ?? null;
      labels.set(name, labels.has(name) && labels.get(name) !== term ? null : term);
    }
  }
}

/** The Chinese term of a field, by its name or by a path that ends in it; the name itself where there is none. */
export function fieldLabel(path: string): string {
  const name = path.split('.').findLast((segment) => !/^\d+$/.test(segment)) ?? path;
  return labels.get(name) ?? path;
}
