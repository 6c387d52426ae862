import type { ClassNode } from '../ast.ts';
import { decoratorName } from '../ast.ts';
import type { Context, Node, Rule } from '../rule.ts';

const DEFAULT_LIMIT = 6;

/** A class that needs more collaborators than this has more than one job. Injected properties count as well. */
export const maxConstructorDependencies: Rule = {
  meta: { schema: [{ type: 'integer', minimum: 0 }] },
  create: (context) => ({
    ClassDeclaration: (node: ClassNode) => checkClass(context, node),
    ClassExpression: (node: ClassNode) => checkClass(context, node),
  }),
};

function checkClass(context: Context, node: ClassNode) {
  const limit = typeof context.options[0] === 'number' ? context.options[0] : DEFAULT_LIMIT;
  const count = node.body.body.reduce((sum, member) => sum + dependenciesIn(member), 0);
  if (count > limit) {
    context.report({
      node: node.id ?? node,
      message: `${count} constructor dependencies; at most ${limit}: split it.`,
    });
  }
}

function dependenciesIn(member: Node): number {
  if (member.type === 'MethodDefinition') return member.kind === 'constructor' ? member.value.params.length : 0;
  if (member.type !== 'PropertyDefinition') return 0;
  return member.decorators.some((decorator) => decoratorName(decorator)?.startsWith('Inject')) ? 1 : 0;
}
