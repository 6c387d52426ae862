import { StartupError, createLogger, developmentSecrets, loadConfig, type Config, type Secrets } from '#platform';
import { demoIsLoaded, keepDemoAccounts, seedDemo, type DemoAccount } from '#seeds';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { prepareDatabase, type ReadyDatabase } from './database.js';

export interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

/** Brings up the whole product: database, schema, data, HTTP. @throws StartupError naming the setting to mend */
export async function startProduct(say: (line: string) => void): Promise<Product> {
  const config = loadConfig();
  const database = await prepareDatabase(config, say);
  try {
    const secrets = secretsOf(config, database);
    if (config.demoData) await ensureDemo(database, { secrets, password: config.demoPassword }, say);
    const logger = createLogger(config.logLevel);
    const app = await createApplication({ config, secrets, logger, databaseUrl: database.url });
    await listen(app, config);
    return { url: `http://${config.host}:${portOf(app)}`, stop: () => stop(app, database) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function secretsOf(config: Config, database: ReadyDatabase): Secrets {
  return config.secrets ?? developmentSecrets(keyFolderOf(database));
}

function keyFolderOf({ keyFolder }: ReadyDatabase): string {
  return keyFolder ?? '.data';
}

async function ensureDemo(
  database: ReadyDatabase,
  options: { secrets: Secrets; password: string | undefined },
  say: (line: string) => void,
): Promise<void> {
  const { ownerUrl } = database;
  if (await demoIsLoaded(ownerUrl)) return;
  const accounts = await seedDemo({ ownerUrl, ...options, now: new Date() });
  keepDemoAccounts(keyFolderOf(database), accounts);
  say(accountTable(accounts));
}

function accountTable(accounts: readonly DemoAccount[]): string {
  const rows = accounts.map(({ role, loginName, password, institution }) => [role, loginName, password, institution]);
  const lines = rows.map(([role, login, ...rest]) => `  ${role!.padEnd(22)}${login!.padEnd(24)}${rest.join('  ')}`);
  return ['Demo accounts (shown this once):', ...lines].join('\n');
}

async function listen(app: NestFastifyApplication, { host, port }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    const { code } = error as { code?: string };
    if (code === 'EADDRINUSE') throw new StartupError(`PORT ${port} is in use by another program.`);
    if (code === 'EACCES') throw new StartupError(`PORT ${port} may not be used by this account.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartupError('HOST is not an address of this machine.');
    throw error;
  }
}

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Requests under way are answered, then the connections are given back, then the database stops. */
async function stop(app: NestFastifyApplication, database: ReadyDatabase): Promise<void> {
  await app.close();
  await database.stop();
}
