import { importedName, memberName } from '../ast.ts';
import type { Context, NodeOf, Rule } from '../rule.ts';

const SCOPES = new Set(['REQUEST', 'TRANSIENT']);

/** Tokens whose injection makes the injecting class, and all that inject it, request-scoped. */
const SCOPING_TOKENS: Record<string, string> = { '@nestjs/core': 'REQUEST', '@nestjs/graphql': 'CONTEXT' };

/** Providers are singletons: actor, loaders and request id travel in the GraphQL context. */
export const noRequestScope: Rule = {
  create: (context) => ({
    MemberExpression(node: NodeOf<'MemberExpression'>) {
      const isScope = node.object.type === 'Identifier' && node.object.name === 'Scope';
      if (isScope && SCOPES.has(memberName(node) ?? '')) report(context, node);
    },
    ImportSpecifier(node: NodeOf<'ImportSpecifier'>) {
      const declaration = node.parent;
      if (declaration.type !== 'ImportDeclaration') return;
      if (SCOPING_TOKENS[declaration.source.value] === importedName(node)) report(context, node);
    },
  }),
};

function report(context: Context, node: NodeOf<'MemberExpression' | 'ImportSpecifier'>) {
  context.report({ node, message: 'No request-scoped providers: pass what belongs to the request as an argument.' });
}
