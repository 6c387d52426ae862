import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;
type Target = Parameters<Storage['getTargetValidationMetadatas']>[0];

const storage = getMetadataStorage();
const collect = storage.getTargetValidationMetadatas.bind(storage);
const remembered = new Map<Target, Rules>();

/**
 * Lets class-validator remember the rules of a class: for each object it would walk all classes that have any, to find
 * those that this one inherits. Rules come from decorators, so none is added once values arrive.
 */
export function rememberRules(): void {
  storage.getTargetValidationMetadatas = (target, schema, ...options) => {
    const [, , groups] = options;
    if (schema || groups?.length) return collect(target, schema, ...options);
    const known = remembered.get(target);
    if (known) return known;
    const rules = collect(target, schema, ...options);
    remembered.set(target, rules);
    return rules;
  };
}
