import { repositoryPath } from '../ast.ts';
import type { Rule } from '../rule.ts';

const VAGUE = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'managers', 'stuff']);

/** Folders and files are named after what they hold; `utils`, `helpers` and `manager` hold anything. */
export const noVagueFileNames: Rule = {
  create: (context) => ({
    Program(node) {
      const word = repositoryPath(context)
        .split(/[/.\-_]/)
        .find((part) => VAGUE.has(part.toLowerCase()));
      if (word) context.report({ node, message: `"${word}" in a path says nothing: name the file after its subject.` });
    },
  }),
};
