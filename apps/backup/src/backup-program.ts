import { resolve } from 'node:path';
import { openEmptyDatabase, openStanding } from '#api';
import { StartupError, loadConfig } from '#platform';
import type { Draft } from './manifest.js';
import { checkBackup, restore } from './restoring.js';
import { takeBackup } from './taking.js';

const USAGE = 'Say which folder: `npm run backup -- <folder>`, `npm run restore -- <folder>`.';

type Say = (line: string) => void;
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * @param words `take` or `restore`, and a folder
 * @returns the exit code: 1 where the backup lacks files that are in use
 * @throws StartupError
 */
export async function runBackup(words: readonly string[], say: Say, variables?: Variables): Promise<number> {
  const [command, path, ...more] = words;
  if (!path || more.length > 0) throw new StartupError(USAGE);
  const folder = resolve(loadConfig(variables).callerFolder, path);
  return command === 'restore' ? restoreFrom(folder, say, variables) : backUpTo(folder, say, variables);
}

async function backUpTo(folder: string, say: Say, variables?: Variables): Promise<number> {
  const standing = await openStanding(variables);
  try {
    const backup = await takeBackup(standing.config, standing.url, folder);
    summaryOf(backup).forEach(say);
    say(`The backup is complete: ${folder}`);
    if (!standing.config.secrets) say('The keys of this machine are not in it: keep a copy of them elsewhere.');
    if (!backup.files || backup.files.missing.length === 0) return 0;
    say(`${backup.files.missing.length} files are in use and were not found: ${backup.files.missing.join(', ')}`);
    return 1;
  } finally {
    await standing.close();
  }
}

async function restoreFrom(folder: string, say: Say, variables?: Variables): Promise<number> {
  const config = loadConfig(variables);
  const backup = await checkBackup(folder, config.backupKey);
  say('The backup is whole: every part agrees with its checksum.');
  summaryOf(backup.manifest).forEach(say);
  const database = await openEmptyDatabase(config);
  try {
    const files = await restore(config, database, backup);
    say(`Restored: ${backup.manifest.tables.length} tables, each compared with the backup, and ${files} files.`);
  } finally {
    await database.stop();
  }
  return 0;
}

function summaryOf({ takenAt, productVersion, tables, files, encrypted, keys }: Draft): string[] {
  const rows = tables.reduce((sum, table) => sum + Number(table.rows), 0);
  const ids = keys.map(({ purpose, keyId }) => `${purpose === 'ENCRYPTION' ? '' : 'blind index '}${keyId}`);
  return [
    `Taken at ${takenAt} by version ${productVersion}${encrypted ? ', encrypted' : ''}: ${rows} rows in ${tables.length} tables, ${files ? `${files.count} files` : 'without files, which lie in a bucket'}.`,
    `It needs the keys: ${ids.join(', ') || 'none'}.`,
  ];
}
