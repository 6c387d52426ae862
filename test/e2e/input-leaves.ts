import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** One value that a client can send: an argument, or a field somewhere in an input. */
export interface Leaf {
  /** Operation and path, as a test names it: `draftReferral input.form.chiefComplaint`. */
  readonly name: string;
  readonly operation: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: readonly string[];
  /** Name of its scalar or enum. */
  readonly type: string;
  readonly isEnum: boolean;
  readonly nullable: boolean;
}

/** Every value that the operations of a schema take. */
export function leavesOf(schema: GraphQLSchema): Leaf[] {
  const types = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return types.flatMap(([operation, type]) =>
    Object.values(type?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((arg) =>
        pathsOf(arg.type, [arg.name]).map((found) => ({
          ...found,
          name: `${field.name} ${found.path.join('.')}`,
          operation,
          field,
        })),
      ),
    ),
  );
}

type Found = Pick<Leaf, 'path' | 'type' | 'isEnum' | 'nullable'>;

function pathsOf(type: GraphQLInputType, path: readonly string[]): Found[] {
  const inner = getNullableType(type);
  if (isListType(inner)) return pathsOf(inner.ofType, [...path, '0']);
  if (isInputObjectType(inner)) {
    return Object.values(inner.getFields()).flatMap((field) => pathsOf(field.type, [...path, field.name]));
  }
  return [{ path, type: getNamedType(type).name, isEnum: isEnumType(inner), nullable: !isNonNullType(type) }];
}

/** A request that is right in its form but for one value. */
export function requestWith({ operation, field, path }: Leaf, value: unknown) {
  const variables: Record<string, unknown> = {};
  for (const arg of field.args) {
    const next = path[0] === arg.name ? path.slice(1) : null;
    if (next || isRequired(arg)) variables[arg.name] = (!next && FORMS[arg.name]) || sample(arg.type, next, value);
  }
  const declared = field.args.filter(({ name }) => name in variables);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const query = `${operation}(${declared.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')}) {
    ${field.name}(${declared.map(({ name }) => `${name}: $${name}`).join(', ')})${selection} }`;
  return { query, variables };
}

function isRequired({ type, defaultValue }: GraphQLArgument): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** Something that fits a type, with `value` at the end of `path` where there is one. */
function sample(type: GraphQLInputType, path: readonly string[] | null, value: unknown): unknown {
  if (path?.length === 0) return value;
  const inner = getNullableType(type);
  if (isListType(inner)) return [sample(inner.ofType, path?.slice(1) ?? null, value)];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (!isInputObjectType(inner)) return SCALARS[inner.name]!();
  const entries = Object.values(inner.getFields()).flatMap((field) => {
    const next = path?.[0] === field.name ? path.slice(1) : null;
    const needed = next !== null || (isNonNullType(field.type) && field.defaultValue === undefined);
    if (!needed) return [];
    // A key belongs to one request.
    const isKey = next === null && field.name === 'idempotencyKey';
    return [[field.name, isKey ? randomUUID() : sample(field.type, next, value)] as const];
  });
  return Object.fromEntries(entries);
}

/** Arguments that are texts of a form. */
const FORMS: Readonly<Record<string, string>> = { period: '2026-02', code: 'REF-01' };

const SCALARS: Readonly<Record<string, () => unknown>> = {
  ID: () => randomUUID(),
  String: () => 'sample text',
  Int: () => 1,
  Float: () => 0.5,
  Boolean: () => true,
  DateTime: () => '2026-03-05T09:00:00+08:00',
  LocalDate: () => '2000-01-01',
};
