import { importedName, memberName } from '../ast.ts';
import type { Context, Node, NodeOf, Rule } from '../rule.ts';

/** The environment is read and validated in one place, the platform's config. */
export const noProcessEnv: Rule = {
  create: (context) => ({
    MemberExpression(node: NodeOf<'MemberExpression'>) {
      if (memberName(node) === 'env' && isProcess(node.object)) report(context, node);
    },
    VariableDeclarator(node: NodeOf<'VariableDeclarator'>) {
      if (node.init && isProcess(node.init) && takesEnv(node.id)) report(context, node);
    },
    ImportSpecifier(node: NodeOf<'ImportSpecifier'>) {
      const source = node.parent.type === 'ImportDeclaration' ? node.parent.source.value : '';
      if (/^(?:node:)?process$/.test(source) && importedName(node) === 'env') report(context, node);
    },
  }),
};

function isProcess(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'process';
  return node.type === 'MemberExpression' && memberName(node) === 'process';
}

function takesEnv(pattern: Node): boolean {
  if (pattern.type !== 'ObjectPattern') return false;
  return pattern.properties.some(
    (property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'env',
  );
}

function report(context: Context, node: Node) {
  context.report({ node, message: "Read settings from the platform's config, not from the environment." });
}
