import { relative, sep } from 'node:path';
import type { Context, Node, NodeOf } from './rule.ts';

export type Decorator = NodeOf<'Decorator'>;
export type ClassNode = NodeOf<'ClassDeclaration' | 'ClassExpression'>;

/** Path below the repository, with forward slashes on every system. */
export function repositoryPath({ cwd, filename }: Context): string {
  return relative(cwd, filename).split(sep).join('/');
}

/** Name → local names under which a file imports it from `source`: `import { Query as Ask }` gives `Ask → Query`. */
export function importsFrom(program: NodeOf<'Program'>, source: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== source) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportSpecifier') names.set(specifier.local.name, importedName(specifier));
    }
  }
  return names;
}

export function importedName({ imported }: NodeOf<'ImportSpecifier'>): string {
  return imported.type === 'Literal' ? imported.value : imported.name;
}

/** The identifier a decorator is written with: `Field` for both `@Field()` and `@Field`. */
export function decoratorName({ expression }: Decorator): string | undefined {
  const named = expression.type === 'CallExpression' ? expression.callee : expression;
  return named.type === 'Identifier' ? named.name : undefined;
}

/** Name of a property that is not computed: of a member expression, or of a key in an object. */
export function staticName(node: Node, computed: boolean): string | undefined {
  if (node.type === 'Identifier') return computed ? undefined : node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

export function memberName({ property, computed }: NodeOf<'MemberExpression'>): string | undefined {
  return staticName(property, computed);
}

/** The value an object literal gives `name`; `spread` when only `...other` could give it. */
export function propertyOf(object: NodeOf<'ObjectExpression'>, name: string): Node | 'spread' | undefined {
  let found: Node | 'spread' | undefined;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') found ??= 'spread';
    else if (staticName(property.key, property.computed) === name) found = property.value;
  }
  return found;
}
