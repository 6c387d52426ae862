import { decoratorName, importsFrom, propertyOf } from '../ast.ts';
import type { Context, Node, NodeOf, Rule } from '../rule.ts';

const DESCRIBED = new Set([
  'ObjectType',
  'InputType',
  'InterfaceType',
  'Field',
  'Query',
  'Mutation',
  'Subscription',
  'ResolveField',
  'Args',
]);
const DESCRIBED_CALLS = new Set(['registerEnumType', 'createUnionType']);

/** The API's manual is its schema: an English sentence, then the Chinese term, on everything a caller sees. */
export const graphqlDescriptionRequired: Rule = {
  create(context) {
    const imported = importsFrom(context.sourceCode.ast, '@nestjs/graphql');
    return {
      Decorator(node: NodeOf<'Decorator'>) {
        const name = imported.get(decoratorName(node) ?? '');
        if (!name || !DESCRIBED.has(name) || isExempt(node, name)) return;
        checkOptions(context, node, `@${name}`, optionsOf(node.expression));
      },
      CallExpression(node: NodeOf<'CallExpression'>) {
        const name = node.callee.type === 'Identifier' ? imported.get(node.callee.name) : undefined;
        if (!name || !DESCRIBED_CALLS.has(name)) return;
        checkOptions(context, node, name, optionsOf(node));
        if (name === 'registerEnumType') checkEnumValues(context, node);
      },
    };
  },
};

/** The one `input` of a mutation is described by its type; a whole class of arguments by its fields. */
function isExempt({ expression }: NodeOf<'Decorator'>, name: string): boolean {
  if (expression.type !== 'CallExpression') return false;
  const options = optionsOf(expression);
  if (options && propertyOf(options, 'isAbstract')) return true;
  if (name !== 'Args') return false;
  const [first] = expression.arguments;
  return !first || (first.type === 'Literal' && first.value === 'input');
}

function optionsOf(expression: Node): NodeOf<'ObjectExpression'> | undefined {
  if (expression.type !== 'CallExpression') return undefined;
  // Pipes may follow the options.
  return expression.arguments.findLast((argument) => argument.type === 'ObjectExpression');
}

function checkOptions(context: Context, node: Node, what: string, options: NodeOf<'ObjectExpression'> | undefined) {
  const description = options && propertyOf(options, 'description');
  if (description === 'spread') return;
  const problem = description ? problemOf(description) : 'has no description';
  if (problem) context.report({ node, message: `${what} ${problem}: an English sentence, then the Chinese term.` });
}

/** Only literal text can be judged; a constant is trusted to have been judged where it is written. */
function problemOf(description: Node): string | undefined {
  const text =
    description.type === 'TemplateLiteral' ? description.quasis.map((part) => part.value.raw).join(' ') : undefined;
  const literal = description.type === 'Literal' && typeof description.value === 'string' ? description.value : text;
  if (literal === undefined) return undefined;
  if (!/\p{Script=Latin}/u.test(literal)) return 'is not described in English';
  return /\p{Script=Han}/u.test(literal) ? undefined : 'is not described in Chinese';
}

function checkEnumValues(context: Context, node: NodeOf<'CallExpression'>) {
  const options = optionsOf(node);
  const values = options && propertyOf(options, 'valuesMap');
  if (!values) context.report({ node, message: 'registerEnumType has no valuesMap: describe every value.' });
  if (!values || values === 'spread' || values.type !== 'ObjectExpression') return;
  for (const value of values.properties) {
    if (value.type === 'Property' && value.value.type === 'ObjectExpression') {
      checkOptions(context, value, 'enum value', value.value);
    }
  }
}
