import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** The fields that a request asks of an object, by their names in the schema (not their aliases). */
export interface Selection {
  readonly fields: ReadonlyMap<string, Selection>;
  /** Equal for equal selections: a key for caches of what is derived from it. */
  readonly key: string;
}

/** One document is executed many times, and Apollo keeps its parsed form: its nodes are stable keys. */
const cache = new WeakMap<FieldNode, Selection>();

/** The selection of the field being resolved; fields under `@skip` and `@include` count as asked for. */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const node = info.fieldNodes[0]!;
  const cached = info.fieldNodes.length === 1 ? cache.get(node) : undefined;
  if (cached) return cached;
  const fields: FieldTree = new Map();
  for (const { selectionSet } of info.fieldNodes) collect(selectionSet, info, fields);
  const selection = freeze(fields);
  if (info.fieldNodes.length === 1) cache.set(node, selection);
  return selection;
}

/** Injects the {@link Selection} of the operation into a resolver. */
export const Selected = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  selectionOf(GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>()),
);

/** What is selected below the fields of a path (`edges`, `node`), or an empty selection. */
export function below(selection: Selection, ...path: string[]): Selection {
  return path.reduce((current, name) => current.fields.get(name) ?? EMPTY, selection);
}

type FieldTree = Map<string, FieldTree>;

const EMPTY: Selection = { fields: new Map(), key: '' };

function collect(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, into: FieldTree): void {
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD) {
      const name = node.name.value;
      if (!into.has(name)) into.set(name, new Map());
      collect(node.selectionSet, info, into.get(name)!);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, info, into);
    } else {
      collect(info.fragments[node.name.value]?.selectionSet, info, into);
    }
  }
}

function freeze(tree: FieldTree): Selection {
  const entries = [...tree.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const fields = new Map(entries.map(([name, subtree]) => [name, freeze(subtree)]));
  const key = [...fields].map(([name, { key: inner }]) => (inner ? `${name}{${inner}}` : name)).join(' ');
  return { fields, key };
}
