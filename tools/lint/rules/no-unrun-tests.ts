import { memberName } from '../ast.ts';
import type { Context, Node, NodeOf, Rule } from '../rule.ts';

const ENTRIES = new Set(['it', 'test', 'describe']);
const UNRUN = new Set(['only', 'skip', 'todo', 'failing']);
const UNRUN_ENTRIES = new Set(['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe']);

/**
 * Every test runs, and a failing one fails. The rules of oxlint's jest plugin look only into `*.spec.ts` and let
 * announced and inverted tests pass; this one also covers `*.int-spec.ts` and `*.proc-spec.ts`.
 */
export const noUnrunTests: Rule = {
  create: (context) => ({
    CallExpression(node: NodeOf<'CallExpression'>) {
      if (node.callee.type === 'Identifier' && UNRUN_ENTRIES.has(node.callee.name))
        report(context, node.callee.name, node);
    },
    MemberExpression(node: NodeOf<'MemberExpression'>) {
      const modifier = memberName(node);
      if (modifier && UNRUN.has(modifier) && ENTRIES.has(rootOf(node) ?? '')) report(context, modifier, node);
    },
  }),
};

/** `describe` of `describe.each.only`. */
function rootOf(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  return node.type === 'Identifier' ? node.name : undefined;
}

function report(context: Context, what: string, node: Node) {
  context.report({ node, message: `"${what}" keeps tests from running or failing: finish the test or delete it.` });
}
