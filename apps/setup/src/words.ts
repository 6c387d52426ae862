import { parseArgs } from 'node:util';
import { StartupError } from '#platform';

/** What the command is to do; paths as they were typed. */
export type SetupCommand =
  | { readonly name: 'import'; readonly file: string; readonly dryRun: boolean; readonly passwords: string | undefined }
  | { readonly name: 'export' | 'template'; readonly file: string };

const USAGE =
  'Say `npm run import -- <workbook.xlsx> [--dry-run] [--passwords <file>]`, `npm run import -- --template <workbook.xlsx>` ' +
  'or `npm run export -- <workbook.xlsx>`.';
const OPTIONS = {
  'dry-run': { type: 'boolean' },
  passwords: { type: 'string' },
  template: { type: 'string' },
} as const;

/** @throws StartupError */
export function readWords(words: readonly string[]): SetupCommand {
  try {
    const { positionals, values } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    const command = commandOf(positionals, values);
    if (command) return command;
  } catch {
    // Said below, in the words of the house.
  }
  throw new StartupError(USAGE);
}

interface Values {
  readonly 'dry-run'?: boolean;
  readonly passwords?: string;
  readonly template?: string;
}

function commandOf([name, file, ...more]: readonly string[], values: Values): SetupCommand | null {
  const { template, passwords, 'dry-run': dryRun = false } = values;
  const said = [name, file === undefined ? '' : 'file', Object.keys(values).toSorted().join(), ...more]
    .join(' ')
    .trim();
  if (said === 'export file') return { name: 'export', file: file! };
  if (said === 'import  template') return { name: 'template', file: template! };
  return /^import file( dry-run)?( ?,?passwords)?$/.test(said)
    ? { name: 'import', file: file!, dryRun, passwords }
    : null;
}
