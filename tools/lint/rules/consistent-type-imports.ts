import type { Context, Node, NodeOf, Rule } from '../rule.ts';

type Specifier = NodeOf<'ImportDeclaration'>['specifiers'][number];

/**
 * Imports used only as types say so. oxlint's own rule does not know decorator metadata: it would turn the class that
 * a constructor injects into a type, and the container would find nothing to inject. Types that occur in a decorated
 * class therefore count as values here.
 */
export const consistentTypeImports: Rule = {
  create: (context) => ({
    ImportDeclaration(node: NodeOf<'ImportDeclaration'>) {
      if (node.importKind === 'type') return;
      for (const specifier of node.specifiers) {
        const asType = specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';
        if (!asType && isOnlyType(context, specifier)) report(context, specifier);
      }
    },
  }),
};

function isOnlyType(context: Context, specifier: Specifier): boolean {
  const references = context.sourceCode.getDeclaredVariables(specifier).flatMap((variable) => variable.references);
  if (references.length === 0) return false;
  return references.every(
    ({ identifier }) => isTypePosition(identifier as Node) && !inDecoratedClass(identifier as Node),
  );
}

/** Whether a name stands where the compiler erases it. `extends` of a class and `typeof` of a value differ in that. */
function isTypePosition(identifier: Node): boolean {
  let node: Node | null = identifier.parent;
  while (node?.type === 'TSQualifiedName') node = node.parent;
  if (!node) return false;
  return ['TSTypeReference', 'TSTypeQuery', 'TSClassImplements', 'TSInterfaceHeritage'].includes(node.type);
}

function inDecoratedClass(identifier: Node): boolean {
  for (let node: Node | null = identifier; node; node = node.parent) {
    if (hasDecorators(node)) return true;
    if (node.type === 'ClassBody' && node.body.some(hasDecorators)) return true;
  }
  return false;
}

function hasDecorators(node: Node): boolean {
  return 'decorators' in node && (node.decorators?.length ?? 0) > 0;
}

function report(context: Context, specifier: Specifier) {
  context.report({ node: specifier, message: `"${specifier.local.name}" is used only as a type: import type.` });
}
