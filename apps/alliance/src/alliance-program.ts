import { resolve } from 'node:path';
import { keepUnlessRefused, openStanding, withProduct, type StandingDatabase } from '#api';
import { firstPassword, roleLabels } from '#identity';
import { DomainError, InvalidInputError } from '#kernel';
import { migrations } from '#migrations';
import { FoundingService, type FirstStaff } from '#organization';
import { StartupError, checkCurrentSchema } from '#platform';
import { readWords, type Ask, type Wanted } from './words.js';

type Say = (line: string) => void;

/** Who runs the command, and where what it says goes. */
interface Surroundings {
  /** Whether somebody reads it now: passwords are shown nowhere else. */
  readonly isTerminal: boolean;
  readonly ask: Ask;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** Founds the alliance that the words describe. @returns the exit code @throws StartupError */
export async function runAlliance(words: readonly string[], say: Say, surroundings: Surroundings): Promise<number> {
  const { isTerminal, ask, variables } = surroundings;
  const wanted = await readWords(words, ask);
  if (!isTerminal && wanted.passwordFile === undefined) {
    throw new StartupError('--passwords <file> is missing: passwords are shown on a terminal alone, never in a log.');
  }
  const standing = await openStanding(variables);
  try {
    await checkCurrentSchema(standing.url, migrations);
    const administrators = wanted.people.map((person) => ({ ...person, password: firstPassword() }));
    const tell = (): Promise<void> => found(standing, wanted, administrators);
    if (wanted.passwordFile === undefined) {
      await tell();
      linesOf(administrators).forEach(say);
      return 0;
    }
    const file = resolve(standing.config.callerFolder, wanted.passwordFile);
    await keepUnlessRefused(file, linesOf(administrators), tell);
    say(
      `The alliance is founded. The passwords of its three administrators stand in ${file}: hand them out, remove it.`,
    );
    return 0;
  } finally {
    await standing.close();
  }
}

async function found(
  standing: StandingDatabase,
  { code, name, hospital }: Wanted,
  administrators: readonly FirstStaff[],
): Promise<void> {
  try {
    await withProduct(standing, (product) =>
      product.get(FoundingService, { strict: false }).found({ code, name, hospital, administrators }),
    );
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

/** What a rule refused, in one line. */
function refusalOf(error: unknown): StartupError | null {
  if (error instanceof InvalidInputError) {
    return new StartupError(
      '--credit-code is no unified social credit code (统一社会信用代码): 18 characters, the last a check.',
    );
  }
  if (!(error instanceof DomainError)) return null;
  if (error.code === 'ALLIANCE_EXISTS') {
    return new StartupError(
      'There is an alliance in this database already: its security administrator appoints others.',
    );
  }
  return new StartupError(`Refused: ${error.code}`);
}

function linesOf(administrators: readonly FirstStaff[]): string[] {
  const rows = administrators.map(({ role, loginName, password }) => [
    roleLabels[role].en.padEnd(24),
    loginName.padEnd(24),
    password,
  ]);
  return [
    'First passwords, each to be changed at the first sign-in (shown this once):',
    ...rows.map((row) => `  ${row.join('')}`),
  ];
}
