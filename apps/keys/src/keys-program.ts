import { parseArgs } from 'node:util';
import { entities, openStanding } from '#api';
import type { Clock } from '#kernel';
import {
  Cipher,
  Database,
  StartupError,
  createDataSource,
  hashColumns,
  poolOf,
  registerKeys,
  sealedTables,
  systemClock,
  type KeyPurpose,
} from '#platform';
import type { KeyRoom } from './key-room.js';
import { retire } from './retirement.js';
import { rotate } from './rotating.js';
import { status } from './status.js';

const USAGE = 'Say `status`, `rotate`, `retire <id>` or `retire --blind-index <generation>`.';
/** Counting may take long where tables are large. */
const TIMEOUT_SECONDS = 600;

type Say = (line: string) => void;

/** What a test gives it instead of the machine's own. */
interface Surroundings {
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
}

type Command =
  | { readonly name: 'status' | 'rotate' }
  | { readonly name: 'retire'; readonly purpose: KeyPurpose; readonly keyId: string };

/** @returns the exit code: 1 where something is left to be done or was refused @throws StartupError */
export async function runKeys(
  words: readonly string[],
  say: Say,
  { variables, clock = systemClock }: Surroundings = {},
): Promise<number> {
  const command = parse(words);
  const standing = await openStanding(variables);
  const { url, secrets } = standing;
  const dataSource = await createDataSource({
    url,
    entities,
    poolSize: 2,
    timeoutSeconds: TIMEOUT_SECONDS,
    applicationName: 'county-medical-alliance-keys',
  }).initialize();
  try {
    const database = new Database(poolOf(dataSource), standing.config.preparedStatements);
    await registerKeys(database, secrets, clock.now());
    const tables = sealedTables(dataSource);
    const hashes = hashColumns(dataSource);
    return await run(command, { database, secrets, cipher: new Cipher(secrets), tables, hashes, clock, say });
  } finally {
    await dataSource.destroy();
    await standing.close();
  }
}

function run(command: Command, room: KeyRoom): Promise<number> {
  if (command.name === 'retire') return retire(room, command);
  return command.name === 'rotate' ? rotate(room) : status(room);
}

function parse(words: readonly string[]): Command {
  try {
    const options = { 'blind-index': { type: 'boolean' } } as const;
    const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [name, keyId, ...more] = positionals;
    const ofIndex = values['blind-index'] === true;
    if (name === 'retire' && keyId && more.length === 0) {
      return { name, keyId, purpose: ofIndex ? 'BLIND_INDEX' : 'ENCRYPTION' };
    }
    if ((name === 'status' || name === 'rotate') && keyId === undefined && !ofIndex) return { name };
  } catch {
    // Said below, in the words of the house.
  }
  throw new StartupError(USAGE);
}
