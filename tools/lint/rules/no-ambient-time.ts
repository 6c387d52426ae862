import { memberName } from '../ast.ts';
import type { Context, Node, NodeOf, Rule } from '../rule.ts';

/** Time and randomness come in as arguments: a rule that reads them itself cannot be tested or replayed. */
export const noAmbientTime: Rule = {
  create: (context) => ({
    NewExpression(node: NodeOf<'NewExpression'>) {
      if (isGlobal(node.callee, 'Date') && node.arguments.length === 0) report(context, node, 'new Date()');
    },
    CallExpression(node: NodeOf<'CallExpression'>) {
      if (isGlobal(node.callee, 'Date')) report(context, node, 'Date()');
      if (isMember(node.callee, 'Date', 'now')) report(context, node, 'Date.now()');
      if (isMember(node.callee, 'Math', 'random')) report(context, node, 'Math.random()');
    },
  }),
};

function isGlobal(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isGlobal(node.object, object) && memberName(node) === property;
}

function report(context: Context, node: Node, what: string) {
  context.report({ node, message: `${what}: take the transaction's now, or the randomness, as an argument.` });
}
