import type { ClassNode, Decorator } from '../ast.ts';
import { decoratorName, importsFrom } from '../ast.ts';
import type { Context, NodeOf, Rule } from '../rule.ts';

/** Decorators that open a method to callers. */
const OPERATIONS: Record<string, ReadonlySet<string>> = {
  '@nestjs/graphql': new Set(['Query', 'Mutation', 'Subscription']),
  '@nestjs/common': new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse']),
};

type Method = NodeOf<'MethodDefinition'>;

/** Default deny: each operation says who may call it, where the reader of the method sees it. */
export const operationNeedsPermission: Rule = {
  create(context) {
    const operations = localOperations(context.sourceCode.ast);
    return {
      MethodDefinition(node: Method) {
        const names = [...node.decorators, ...controllerDecorators(node)].map(decoratorName);
        const operation = names.find((name) => name !== undefined && operations.has(name));
        if (operation === undefined) return;
        if (!names.includes('Allow') && !names.includes('Public'))
          report(context, node, `@${operation} needs @Allow(permission) or @Public()`);
        if (allowsNothing(node)) report(context, node, '@Allow names no permission');
      },
    };
  },
};

function localOperations(program: NodeOf<'Program'>): Set<string> {
  const local = new Set<string>();
  for (const [source, operations] of Object.entries(OPERATIONS)) {
    for (const [name, imported] of importsFrom(program, source)) if (operations.has(imported)) local.add(name);
  }
  return local;
}

/** A controller may say it once for all its routes; resolvers say it for each operation. */
function controllerDecorators(node: Method): Decorator[] {
  const decorators = (node.parent.parent as ClassNode).decorators;
  return decorators.some((decorator) => decoratorName(decorator) === 'Controller') ? decorators : [];
}

function allowsNothing({ decorators }: Method): boolean {
  return decorators.some(
    ({ expression }) =>
      expression.type === 'CallExpression' &&
      expression.callee.type === 'Identifier' &&
      expression.callee.name === 'Allow' &&
      expression.arguments.length === 0,
  );
}

function report(context: Context, node: Method, what: string) {
  context.report({ node: node.key, message: `${what}.` });
}
