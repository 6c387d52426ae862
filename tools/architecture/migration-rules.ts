/**
 * What a migration may not do while the product runs on tables that are there already: hold up everybody, rewrite a table,
 * or take away what the version before still uses. The reasons stand in docs/migrations.md.
 */
const RULES: readonly { readonly danger: RegExp; readonly says: string; readonly table?: true }[] = [
  {
    danger: /\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)(?:IF\s+NOT\s+EXISTS\s+)?\w+\s+ON\s+(?:ONLY\s+)?(\w+)/gi,
    says: 'an index is built CONCURRENTLY (buildIndexes)',
    table: true,
  },
  { danger: /\bDROP\s+INDEX\s+(?!CONCURRENTLY)/gi, says: 'an index is dropped CONCURRENTLY' },
  { danger: /\bREINDEX\s+(?!.*CONCURRENTLY)/gi, says: 'an index is rebuilt CONCURRENTLY' },
  { danger: /\bVACUUM\s+FULL\b|\bCLUSTER\s+\w|\bLOCK\s+TABLE\b/gi, says: 'no table is locked or rewritten' },
  { danger: /\bRENAME\b/gi, says: 'nothing is renamed: add, copy, and drop in a later version' },
];

/** Of each change of a table that is there already. */
const CHANGES: readonly { readonly danger: RegExp; readonly says: string }[] = [
  {
    danger: /^ADD\s+CONSTRAINT\s+\w+\s+(?:CHECK|FOREIGN\s+KEY)\b(?![\s\S]*\bNOT\s+VALID\b)/i,
    says: 'a constraint is added NOT VALID, and validated by another statement',
  },
  {
    danger: /^ADD\s+CONSTRAINT\s+\w+\s+(?:UNIQUE|PRIMARY\s+KEY)\b(?!\s+USING\s+INDEX)/i,
    says: 'a unique constraint is added USING INDEX, built CONCURRENTLY before',
  },
  {
    danger: /^ADD\s+CONSTRAINT\s+\w+\s+EXCLUDE\b/i,
    says: 'an exclusion constraint is for new tables: it scans under a lock',
  },
  {
    danger: /^ALTER\s+(?:COLUMN\s+)?\w+\s+(?:SET\s+DATA\s+)?TYPE\b/i,
    says: 'no type changes: add a column, copy, and drop later',
  },
  {
    danger: /^ALTER\s+(?:COLUMN\s+)?\w+\s+SET\s+NOT\s+NULL\b/i,
    says: 'NOT NULL is a CHECK, added NOT VALID and validated',
  },
  {
    danger:
      /^ADD\s+(?:COLUMN\s+)?(?!CONSTRAINT)[\s\S]*(?:\bNOT\s+NULL\b(?![\s\S]*\bDEFAULT\b)|\bGENERATED\s+ALWAYS\s+AS\s*\([\s\S]*\bSTORED\b|\bDEFAULT\s+(?:now|clock_timestamp|gen_random_uuid|random)\s*\()/i,
    says: 'a new column is nullable or has a constant default',
  },
  {
    danger: /^DROP\s+(?:COLUMN|(?!CONSTRAINT|NOT|DEFAULT)\w+)/i,
    says: 'a column goes in a migration of its own, named contract-…',
  },
];

/** @param sql all statements of one migration @param contract whether it takes away what no running version uses any more */
export function dangersOf(sql: string, contract = false): string[] {
  const text = sql.replaceAll(/--.*$/gm, '').replaceAll(/\$\$[\s\S]*?\$\$/g, "''");
  const fresh = new Set(
    [...text.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/gi)].map(([, name]) => name),
  );
  const found = RULES.flatMap(({ danger, says, table }) =>
    [...text.matchAll(danger)].filter(([, name]) => !table || !fresh.has(name)).map(() => says),
  );
  const alterations = [...text.matchAll(/\bALTER\s+TABLE\s+(?:ONLY\s+)?(\w+)\s+([^;]*)/gi)].filter(
    ([, name]) => !fresh.has(name),
  );
  for (const [, , actions] of alterations) {
    for (const action of actionsOf(actions!)) {
      found.push(...CHANGES.filter(({ danger }) => danger.test(action)).map(({ says }) => says));
    }
  }
  if (/\bDROP\s+TABLE\b/i.test(text)) found.push('a table goes in a migration of its own, named contract-…');
  return contract ? found.filter((says) => !says.includes('contract-')) : found;
}

/** Actions of one ALTER TABLE: separated by commas that stand in no parentheses. */
function actionsOf(text: string): string[] {
  const actions = [''];
  let depth = 0;
  for (const character of text) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === ',' && depth === 0) actions.push('');
    else actions.push(`${actions.pop()!}${character}`);
  }
  return actions.map((action) => action.trim());
}
