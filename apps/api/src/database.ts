import { migrations } from '#migrations';
import {
  StartupError,
  checkConnection,
  checkCurrentSchema,
  checkServingRole,
  embeddedDataFolder,
  installationFolder,
  loadDatabaseUrls,
  migrate,
  setForRole,
  startEmbeddedDatabase,
  type Config,
  type DatabaseUrls,
} from '#platform';
import { seedReference } from '#seeds';
import { join } from 'node:path';

/** A database that is ready to serve: running, migrated, with its reference data. */
export interface ReadyDatabase {
  /** The connection of the restricted role. */
  readonly url: string;
  /** The connection of the role that owns the schema, for seeds at start only; null where only others may have it. */
  readonly ownerUrl: string | null;
  /** Where the keys of this machine lie: beside its data. */
  readonly keyFolder: string;
  /** Resolves when the embedded database has ended although nobody stopped it. */
  readonly failed: Promise<void>;
  stop(): Promise<void>;
}

/** A database that may be empty, and the connections to it. */
export interface OpenedDatabase {
  readonly url: string;
  readonly ownerUrl: string;
  /** The setting that `ownerUrl` came from. */
  readonly setting: string;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

/** Starts or finds the database, migrates it and adds missing reference data. @throws StartupError */
export async function prepareDatabase(config: Config, say: Say): Promise<ReadyDatabase> {
  const database = config.databaseUrl ? external(config, config.databaseUrl) : await embedded(config, say);
  try {
    await bringUpToDate(database, config);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Migrates the database that the settings name. @returns names of the migrations that ran @throws StartupError */
export async function migrateExternal(): Promise<string[]> {
  const urls = loadDatabaseUrls();
  const { databaseUrl, databaseOwnerUrl = databaseUrl } = urls;
  if (!databaseUrl || !databaseOwnerUrl) {
    throw new StartupError('DATABASE_URL is missing; the embedded database is migrated whenever the product starts.');
  }
  return migrateAs(databaseOwnerUrl, databaseUrl, urls);
}

/** Starts or finds the database without migrating it, for whoever fills it. @throws StartupError */
export async function openEmptyDatabase(config: Config): Promise<OpenedDatabase> {
  const { databaseUrl } = config;
  const database = databaseUrl ? external(config, databaseUrl) : await embedded(config, () => undefined);
  const { ownerUrl } = database;
  if (!ownerUrl)
    throw new StartupError('DATABASE_OWNER_URL is missing: only the owner of the schema fills a database.');
  const setting = !databaseUrl ? 'DATA_DIR' : config.databaseOwnerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
  return { url: database.url, ownerUrl, setting, stop: () => database.stop() };
}

/** Brings a database up to this version, with grants and reference data. @throws StartupError */
export async function migrateAsOwner({ url, ownerUrl, setting }: Omit<OpenedDatabase, 'stop'>): Promise<string[]> {
  await checkConnection(url, 'DATABASE_URL');
  const appRole = decodeURIComponent(new URL(url).username);
  return migrate({ ownerUrl, appRole, migrations, setting, seed: seedReference });
}

async function embedded(config: Config, say: Say): Promise<ReadyDatabase> {
  const notes: string[] = [];
  const folder = embeddedDataFolder(installationFolder, config.dataFolder, (line) => notes.push(line));
  const { promise: failed, resolve: onExit } = Promise.withResolvers<void>();
  const server = await startEmbeddedDatabase({ folder, onLog: say, onExit });
  // Where the data lies matters to whoever has got a database; a refusal names the folder by itself, in one line.
  notes.forEach(say);
  return {
    url: server.appUrl,
    ownerUrl: server.ownerUrl,
    keyFolder: `${server.folder}-keys`,
    failed,
    stop: () => server.stop(),
  };
}

function external(config: Config, url: string): ReadyDatabase {
  return {
    url,
    ownerUrl: config.databaseOwnerUrl ?? (config.mode === 'production' ? null : url),
    keyFolder: join(installationFolder, '.data'),
    failed: new Promise(() => {}),
    stop: () => Promise.resolve(),
  };
}

async function bringUpToDate({ url, ownerUrl }: ReadyDatabase, config: Config): Promise<void> {
  if (ownerUrl) await migrateAs(ownerUrl, url, config);
  else await checkCurrentSchema(url, migrations);
  await checkServingRole(url, { restricted: config.mode === 'production' });
  // Whoever migrates as the same role must not be hurried.
  if (ownerUrl !== url) await setForRole(url, config.databaseTimeout);
}

function migrateAs(ownerUrl: string, url: string, { databaseOwnerUrl }: DatabaseUrls): Promise<string[]> {
  return migrateAsOwner({ url, ownerUrl, setting: databaseOwnerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL' });
}
