import { prepareDatabase } from '#api';
import {
  Cipher,
  StartupError,
  developmentSecrets,
  embeddedDataFolder,
  findEmbeddedDatabase,
  installationFolder,
  loadConfig,
  type Config,
} from '#platform';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The audit trail of the database that the settings name, and the keys that sealed it. */
export interface Trail {
  readonly url: string;
  readonly cipher: Cipher;
  close(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Opens the trail beside a running product or without one, by the same settings. @throws StartupError */
export async function openTrail(variables?: Variables): Promise<Trail> {
  const config = loadConfig(variables);
  if (!config.databaseUrl) return embeddedTrail(config);
  const secrets = config.secrets ?? developmentSecrets(join(installationFolder, '.data'));
  return { url: config.databaseUrl, cipher: new Cipher(secrets), close: () => Promise.resolve() };
}

async function embeddedTrail(config: Config): Promise<Trail> {
  const folder = embeddedDataFolder(installationFolder, config.dataFolder);
  if (!existsSync(join(folder, 'cluster'))) {
    throw new StartupError('DATA_DIR: there is no database yet; it is made when the product starts.');
  }
  const cipher = new Cipher(config.secrets ?? developmentSecrets(`${realpathSync(folder)}-keys`));
  const running = await findEmbeddedDatabase(folder);
  if (running) return { url: running, cipher, close: () => Promise.resolve() };
  const database = await prepareDatabase(config, () => undefined);
  return { url: database.url, cipher, close: () => database.stop() };
}
