import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule, openStanding, type StandingDatabase } from '#api';
import { roleLabels } from '#identity';
import { DomainError, InvalidInputError } from '#kernel';
import { migrations } from '#migrations';
import { FoundingService, type FirstStaff } from '#organization';
import { NestLogger, StartupError, checkCurrentSchema, createLogger } from '#platform';
import { firstPassword } from './first-password.js';
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
  { config, secrets, url }: StandingDatabase,
  wanted: Wanted,
  administrators: readonly FirstStaff[],
): Promise<void> {
  const logger = createLogger(config.logLevel);
  const app = AppModule.forRoot({ config, secrets, logger, databaseUrl: url });
  const options = { logger: new NestLogger(logger), abortOnError: false };
  const context = await NestFactory.createApplicationContext(app, options);
  try {
    const { code, name, hospital } = wanted;
    await context.get(FoundingService, { strict: false }).found({ code, name, hospital, administrators });
  } catch (error) {
    throw refusalOf(error) ?? error;
  } finally {
    await context.close();
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

/** The passwords are on the disk before they count; where they come to nothing they do not stay there. */
async function keepUnlessRefused(file: string, lines: readonly string[], act: () => Promise<void>): Promise<void> {
  write(file, lines);
  try {
    await act();
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** For the eyes of its owner alone, and never over anything. @throws StartupError */
function write(file: string, lines: readonly string[]): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch {
    throw new StartupError(`--passwords: ${file} exists already or cannot be written.`);
  }
  try {
    writeSync(descriptor, `${lines.join('\n')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
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
