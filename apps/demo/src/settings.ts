import { join } from 'node:path';
import { embeddedDataFolder, installationFolder, loadConfig } from '#platform';
import { keptDemoAccounts } from '#seeds';

/** Where the product is expected; `given` when somebody named the place, so that nothing else will do. */
export interface Place {
  readonly url: string;
  readonly given: boolean;
}

export function placeOfProduct(): Place {
  const url = environment()['DEMO_URL'];
  if (url) return { url: url.replace(/\/+$/, ''), given: true };
  // Where `npm start` with the same settings would serve.
  return { url: `http://127.0.0.1:${loadConfig().port}`, given: false };
}

/** Finds the password of a demo account. */
export type Passwords = (loginName: string) => string | undefined;

/** `DEMO_PASSWORD` where it is set, else what the product kept on this machine when it loaded the demo county. */
export function passwordsOfThisMachine(): Passwords {
  const { demoPassword, dataFolder, databaseUrl } = loadConfig();
  if (demoPassword) return () => demoPassword;
  return keptPasswords(databaseUrl ? join(installationFolder, '.data') : keyFolderOf(dataFolder));
}

/** What a product that keeps its data under `dataFolder` has kept. */
export function passwordsUnder(dataFolder: string): Passwords {
  return keptPasswords(keyFolderOf(dataFolder));
}

function keyFolderOf(dataFolder: string | undefined): string {
  return `${embeddedDataFolder(installationFolder, dataFolder)}-keys`;
}

function keptPasswords(folder: string): Passwords {
  const accounts = keptDemoAccounts(folder) ?? [];
  return (wanted) => accounts.find(({ loginName }) => loginName === wanted)?.password;
}

/** What a program needs of its surroundings to run at all, and no settings. */
export function bareEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];
  return Object.fromEntries(kept.flatMap((name) => (environment()[name] ? [[name, environment()[name]!]] : [])));
}

/** The demonstration is a program of its own: these are no settings of the product. */
function environment(): Readonly<Record<string, string | undefined>> {
  // oxlint-disable-next-line house/no-process-env
  return process.env;
}
