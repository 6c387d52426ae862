import { migrations } from '#migrations';
import { checkServingRole, embeddedDataFolder, migrate, startEmbeddedDatabase, type Config } from '#platform';
import { seedReference } from '#seeds';

/** A database that is ready to serve: running, migrated, with its reference data. */
export interface ReadyDatabase {
  /** The connection of the restricted role. */
  readonly url: string;
  /** The connection of the role that owns the schema; for seeds at start only. */
  readonly ownerUrl: string;
  /** Where the keys of this machine lie, beside its data; null with a database elsewhere. */
  readonly keyFolder: string | null;
  stop(): Promise<void>;
}

/** Starts or finds the database, migrates it and adds missing reference data. @throws StartupError */
export async function prepareDatabase(config: Config, say: (line: string) => void): Promise<ReadyDatabase> {
  const database = config.databaseUrl ? external(config, config.databaseUrl) : await embedded(config, say);
  try {
    await bringUpToDate(database, config);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function embedded(config: Config, say: (line: string) => void): Promise<ReadyDatabase> {
  const folder = embeddedDataFolder(process.cwd(), config.dataFolder, say);
  const server = await startEmbeddedDatabase({ folder, onLog: say });
  return {
    url: server.appUrl,
    ownerUrl: server.ownerUrl,
    keyFolder: `${server.folder}-keys`,
    stop: () => server.stop(),
  };
}

function external(config: Config, url: string): ReadyDatabase {
  return { url, ownerUrl: config.databaseOwnerUrl ?? url, keyFolder: null, stop: () => Promise.resolve() };
}

async function bringUpToDate({ url, ownerUrl }: ReadyDatabase, config: Config): Promise<void> {
  const setting = config.databaseOwnerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
  const appRole = decodeURIComponent(new URL(url).username);
  await migrate({ ownerUrl, appRole, migrations, setting, seed: seedReference });
  await checkServingRole(url, { restricted: config.mode === 'production' });
}
