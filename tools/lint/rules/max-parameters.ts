import type { Context, NodeOf, Rule } from '../rule.ts';

const DEFAULT_LIMIT = 4;

type FunctionNode = NodeOf<'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression'>;

/** Like `max-params`, but constructors have a limit of their own (`max-constructor-dependencies`). */
export const maxParameters: Rule = {
  meta: { schema: [{ type: 'integer', minimum: 0 }] },
  create: (context) => ({
    FunctionDeclaration: (node: FunctionNode) => checkFunction(context, node),
    FunctionExpression: (node: FunctionNode) => checkFunction(context, node),
    ArrowFunctionExpression: (node: FunctionNode) => checkFunction(context, node),
  }),
};

function checkFunction(context: Context, node: FunctionNode) {
  const limit = typeof context.options[0] === 'number' ? context.options[0] : DEFAULT_LIMIT;
  const isConstructor = node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
  if (isConstructor || node.params.length <= limit) return;
  context.report({
    node,
    message: `${node.params.length} parameters; at most ${limit}: pass an object that has a name.`,
  });
}
