import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import {
  StartupError,
  developmentSecrets,
  embeddedDataFolder,
  findEmbeddedDatabase,
  installationFolder,
  loadConfig,
  type Config,
  type Secrets,
} from '#platform';
import { prepareDatabase } from './database.js';

/** The database that the settings name, and its keys. */
export interface StandingDatabase {
  readonly config: Config;
  /** The connection of the restricted role. */
  readonly url: string;
  readonly secrets: Secrets;
  close(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Opens the database beside a running product or without one, by the same settings. @throws StartupError */
export async function openStanding(variables?: Variables): Promise<StandingDatabase> {
  const config = loadConfig(variables);
  if (!config.databaseUrl) return openEmbedded(config);
  const secrets = config.secrets ?? developmentSecrets(join(installationFolder, '.data'));
  return { config, url: config.databaseUrl, secrets, close: () => Promise.resolve() };
}

async function openEmbedded(config: Config): Promise<StandingDatabase> {
  const folder = embeddedDataFolder(installationFolder, config.dataFolder);
  if (!existsSync(join(folder, 'cluster'))) {
    throw new StartupError('DATA_DIR: there is no database yet; it is made when the product starts.');
  }
  const secrets = config.secrets ?? developmentSecrets(`${realpathSync(folder)}-keys`);
  const running = await findEmbeddedDatabase(folder);
  if (running) return { config, url: running, secrets, close: () => Promise.resolve() };
  const database = await prepareDatabase(config, () => undefined);
  return { config, url: database.url, secrets, close: () => database.stop() };
}
