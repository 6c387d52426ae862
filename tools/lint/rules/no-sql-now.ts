import { staticName } from '../ast.ts';
import type { Context, Node, Rule } from '../rule.ts';

const SERVER_TIME =
  /\b(?:(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|current_(?:timestamp|date|time)\b|local(?:timestamp|time)\b)/i;

/** Leases and deadlines compare with the one `now` of the transaction; SQL's own clock cannot be set by a test. */
export const noSqlNow: Rule = {
  create: (context) => ({
    Literal(node) {
      if (node.type === 'Literal' && typeof node.value === 'string') checkText(context, node, node.value);
    },
    TemplateElement(node) {
      if (node.type === 'TemplateElement') checkText(context, node, node.value.raw);
    },
  }),
};

function checkText(context: Context, node: Node, text: string) {
  const match = SERVER_TIME.exec(text);
  if (!match || isColumnDefault(node)) return;
  context.report({ node, message: `${match[0]} in SQL reads a clock of its own: pass the transaction's now.` });
}

/** `default: () => 'now()'` of an entity's column mirrors a DEFAULT that a migration has set. */
function isColumnDefault(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) {
    if (at.type === 'Property') return staticName(at.key, at.computed) === 'default';
  }
  return false;
}
