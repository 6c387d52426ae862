import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openStanding, withProduct, writePasswords } from '#api';
import { DomainError, type SheetProblem } from '#kernel';
import { migrations } from '#migrations';
import { SYSTEM_ACCOUNT_ID, StartupError, checkCurrentSchema, loadConfig, problemText, systemActor } from '#platform';
import { SetupExportService, SetupImportService, SetupRefusedError, type SetupReport } from '#setup';
import { readWords } from './words.js';

type Say = (line: string) => void;

interface Bringing {
  readonly content: Buffer;
  readonly dryRun: boolean;
  readonly passwords: string;
}

/** A county's workbook takes one or two MiB. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Whoever has the settings of the product. */
const OPERATOR = systemActor(SYSTEM_ACCOUNT_ID, 'setup-command');

/**
 * Brings a workbook in, or writes one.
 * @returns the exit code: 1 where the workbook has problems @throws StartupError
 */
export async function runSetup(
  words: readonly string[],
  say: Say,
  variables?: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const command = readWords(words);
  const { callerFolder } = loadConfig(variables);
  const file = resolve(callerFolder, command.file);
  const content = command.name === 'import' ? read(file) : null;
  const standing = await openStanding(variables);
  try {
    await checkCurrentSchema(standing.url, migrations);
    return await withProduct(standing, async (product) => {
      if (command.name === 'import' && content) {
        const passwords = resolve(callerFolder, command.passwords ?? passwordsBeside(file));
        const service = product.get(SetupImportService, { strict: false });
        return bringIn(service, { ...command, content, passwords }, say);
      }
      const service = product.get(SetupExportService, { strict: false });
      await save(command.name === 'template' ? await service.template() : await service.export(OPERATOR), file);
      say(command.name === 'template' ? `The workbook to be filled in: ${file}` : `Everything is written: ${file}`);
      return 0;
    });
  } finally {
    await standing.close();
  }
}

async function bringIn(
  service: SetupImportService,
  { content, dryRun, passwords }: Bringing,
  say: Say,
): Promise<number> {
  let keeps = false;
  try {
    const report = await service.import(OPERATOR, {
      file: content,
      dryRun,
      progress: ({ sheet, done, total }) => say(`${sheet}: ${done} of ${total}`),
      // Where the transaction runs again, they are there already.
      handOut: (accounts) => {
        if (keeps || accounts.length === 0) return;
        writePasswords(passwords, ['工号,登录名,首次密码', ...accounts.map((one) => Object.values(one).join())]);
        keeps = true;
      },
    });
    tell(report, say);
    if (keeps)
      say(`The first passwords of ${report.accounts.length} accounts stand in ${passwords}: hand them out, remove it.`);
    return report.problems.length > 0 ? 1 : 0;
  } catch (error) {
    if (keeps) rmSync(passwords, { force: true });
    return refused(error, say);
  }
}

function refused(error: unknown, say: Say): number {
  if (error instanceof SetupRefusedError) {
    error.problems.forEach((problem) => say(lineOf(problem)));
    say(`Nothing was written: ${error.problems.length} problems.`);
    return 1;
  }
  if (!(error instanceof DomainError)) throw error;
  const constraint = error.rule ? `${error.code}.${error.rule}` : error.code;
  throw new StartupError(`${inBothLanguages(constraint)} [${constraint}]`);
}

function tell({ sheets, problems, dryRun }: SetupReport, say: Say): void {
  problems.forEach((problem) => say(lineOf(problem)));
  for (const { sheet, absent, added, changed, unchanged, missing } of sheets) {
    say(
      `${sheet}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${missing.length} on record and not in the sheet`,
    );
    absent.forEach((heading) => say(`  no such column, what is on record of it stays: ${heading}`));
    missing.forEach((key) => say(`  not in the sheet, stays: ${key}`));
  }
  if (dryRun) say(`Nothing was written: this was a dry run. It has ${problems.length} problems.`);
}

function lineOf({ sheet, row, column, constraint, other }: SheetProblem): string {
  const place = [sheet, `R${row}`, column].filter((part) => part !== null).join(' ');
  return `${place}: ${inBothLanguages(constraint)}${other === undefined ? '' : ` (${other})`} [${constraint}]`;
}

const inBothLanguages = (constraint: string): string =>
  `${problemText('zh-CN', constraint)} / ${problemText('en', constraint)}`;

const passwordsBeside = (file: string): string => `${file.replace(/\.xlsx$/i, '')}-passwords.csv`;

/** @throws StartupError */
function read(file: string): Buffer {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new StartupError(`There is no workbook ${file}.`);
  if (size > MOST_BYTES) throw new StartupError(`The workbook has more than ${MOST_BYTES / 1024 / 1024} MiB: ${file}`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StartupError(`The workbook cannot be read: ${file}`, { cause: error });
  }
}

/** For the eyes of its owner alone, and never over anything: telephones of staff stand in it. @throws StartupError */
async function save(workbook: Readable, file: string): Promise<void> {
  try {
    await pipeline(workbook, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw new StartupError(`${file} exists already or cannot be written.`, { cause: error });
  }
}
